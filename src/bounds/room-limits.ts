const KB = 1024;
const MB = 1024 * KB;

/** Every bound on what the guests of one room can make it do. A school class stays below a tenth of each. */
export const ROOM_LIMITS = {
  /** Connections of one room, and from one address: behind a router or a proxy a whole class has one. */
  connections: 1000,
  connectionsPerAddress: 400,
  /** New connections from one address: at once, and per second after that. */
  arrivals: 400,
  arrivalsPerSecond: 40,
  /** Before a connection has said who it is. */
  helloMs: 10_000,
  /** One message of a guest. A slide with all its terms open has some 2 kB. */
  messageBytes: 16 * KB,
  /** Messages of one connection: at once, and per second after that. */
  messages: 80,
  messagesPerSecond: 40,
  /** Frames that are no message, or came too fast, until the connection is closed. */
  strikes: 40,
  /** Devices that have voted in one session. */
  devices: 2000,
  /** What a guest that does not read may leave waiting in our memory. */
  waitingBytes: 2 * MB,
  /** Addresses of presenters that are valid at the same time. */
  presenterKeys: 16,
  /** A link for handing over is used within this time. */
  handOverMs: 10 * 60_000,
  /** Terms opened on one slide. */
  terms: 400,
  /** Options of a question. */
  options: 26,
  /** A saved session: two thousand devices that vote on three hundred sections have 25 MB. */
  sessionBytes: 32 * MB,
} as const;
