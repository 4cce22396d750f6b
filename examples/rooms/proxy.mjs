// The same as nginx.conf for who has no nginx: node proxy.mjs 8080 git=4501 algebra=4502
// What is asked below /git/ goes to port 4501 of this machine, without /git; WebSockets too.
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { argv, stdout } from 'node:process';

const [port, ...rooms] = argv.slice(2);
const ports = new Map(rooms.map((room) => /** @type {[string, string]} */ (room.split('='))));

/** @param {string | undefined} url */
function targetOf(url) {
  const [, name = '', path = ''] = /^\/([^/?]+)(\/.*)$/.exec(url ?? '') ?? [];
  const target = ports.get(name);
  return target === undefined ? null : { host: '127.0.0.1', port: Number(target), path };
}

const proxy = createServer((incoming, response) => {
  const target = targetOf(incoming.url);
  if (target === null) {
    response.writeHead(404).end();
    return;
  }
  const passed = request({ ...target, method: incoming.method, headers: incoming.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  // A room that is being started again.
  passed.on('error', () => response.writeHead(502).end());
  incoming.pipe(passed);
});

proxy.on('upgrade', (incoming, socket) => {
  const target = targetOf(incoming.url);
  if (target === null) return socket.destroy();
  const passed = connect(target.port, target.host, () => {
    const lines = incoming.rawHeaders.map((part, i) => part + (i % 2 === 0 ? ': ' : '\r\n'));
    passed.write(`GET ${target.path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    passed.pipe(socket).pipe(passed);
  });
  for (const end of [passed, socket]) {
    end.on('error', () => {
      passed.destroy();
      socket.destroy();
    });
  }
});

proxy.listen(Number(port), () => stdout.write(`${JSON.stringify(proxy.address())}\n`));
