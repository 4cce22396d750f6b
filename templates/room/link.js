// @ts-check
/** Nothing for so long, though the room speaks every ten seconds: the connection is dead. */
const SILENT_MS = 25_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8000;

/**
 * The connection to the room, which comes back by itself.
 *
 * @param {{
 *   hello: () => object,
 *   onMessage: (message: import('./room-types.js').ToGuest) => void,
 *   onLost: () => void,
 * }} user
 */
export function openLink({ hello, onMessage, onLost }) {
  /** @type {WebSocket | null} */
  let socket = null;
  let tries = 0;
  let heardMs = 0;
  let timer = 0;

  function connect() {
    clearTimeout(timer);
    const address = new URL('./room', document.baseURI);
    address.protocol = address.protocol.replace('http', 'ws');
    address.hash = '';
    const opened = new WebSocket(address);
    socket = opened;
    heardMs = Date.now();
    opened.addEventListener('open', () => opened.send(JSON.stringify(hello())));
    opened.addEventListener('message', ({ data }) => {
      if (socket !== opened) return;
      heardMs = Date.now();
      const message = JSON.parse(data);
      if (message.type === 'welcome') tries = 0;
      onMessage(message);
    });
    opened.addEventListener('close', () => {
      if (socket === opened) again();
    });
  }

  function again() {
    socket = null;
    onLost();
    const longestMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
    tries += 1;
    // Not all at the same moment, when a room comes back.
    timer = setTimeout(connect, longestMs * (0.5 + Math.random() / 2));
  }

  /** Now rather than later: the phone was taken up again, the network is back. */
  function look() {
    if (document.hidden) return;
    if (socket === null) connect();
    else if (Date.now() - heardMs > SILENT_MS) restart();
  }

  function restart() {
    const old = socket;
    socket = null;
    old?.close();
    connect();
  }

  setInterval(look, 5000);
  document.addEventListener('visibilitychange', look);
  addEventListener('online', look);
  connect();
  return {
    /** @param {object} message @returns {boolean} whether it is under way */
    send: (message) => {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    /** Says hello anew, as somebody else. */
    restart,
  };
}
