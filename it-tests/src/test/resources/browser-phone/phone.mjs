// A phone as pages have it, by JsSIP over a WebSocket: registers, is rung and says that it is busy, loses its
// connection and comes back by itself, and takes its leave after the second ring.
import JsSIP from 'jssip';
import WebSocket from 'ws';

// JsSIP looks for a browser's media before it takes a call; this phone never answers one.
globalThis.window = { RTCPeerConnection: class {} };

const { URL_OF_EDGE, USER, PASSWORD, DOMAIN, ORIGIN } = process.env;

/** The connection as JsSIP wants it, with a way to lose it. */
class Connection {
  constructor(url) {
    this.url = url;
    this.via_transport = url.startsWith('wss:') ? 'WSS' : 'WS';
    this.sip_uri = `sip:${DOMAIN};transport=ws`;
  }

  connect() {
    if (this.socket) {
      return;
    }
    const socket = new WebSocket(this.url, 'sip', { origin: ORIGIN, rejectUnauthorized: false });
    this.socket = socket;
    socket.on('open', () => this.onconnect());
    socket.on('message', (data, binary) => {
      this.ondata(binary ? data : data.toString());
      // By then the refusal of a call has arrived.
      if (data.toString().startsWith('ACK ')) {
        this.acknowledged();
      }
    });
    socket.on('error', (error) => console.log(`error ${error.message}`));
    socket.on('close', (code, reason) => {
      this.socket = undefined;
      this.ondisconnect(true, code, String(reason));
    });
  }

  disconnect() {
    this.socket?.close(1000);
  }

  send(message) {
    if (!this.isConnected()) {
      return false;
    }
    this.socket.send(message);
    return true;
  }

  isConnected() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  isConnecting() {
    return this.socket?.readyState === WebSocket.CONNECTING;
  }

  lose() {
    this.socket.terminate();
  }
}

const connection = new Connection(URL_OF_EDGE);
const phone = new JsSIP.UA({
  sockets: [connection],
  uri: `sip:${USER}@${DOMAIN}`,
  password: PASSWORD,
  register_expires: 60,
  connection_recovery_min_interval: 1,
});
let rings = 0;

phone.on('registered', () => console.log(`registered ${rings}`));
phone.on('registrationFailed', ({ cause }) => console.log(`refused ${cause}`));
phone.on('newRTCSession', ({ session, originator, request }) => {
  console.log(`rung ${originator} by ${request.from.uri.user}`);
  rings += 1;
  session.terminate({ status_code: 486 });
});
connection.acknowledged = () => (rings === 1 ? connection.lose() : phone.stop());
phone.on('disconnected', ({ code }) => {
  console.log(`disconnected ${code}`);
  if (rings > 1) {
    process.exit(0);
  }
});
phone.start();
