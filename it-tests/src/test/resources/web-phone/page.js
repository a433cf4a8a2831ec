// A phone in a page, by JsSIP: answers whoever calls, and tells what its connection hears.
import JsSIP from 'jssip';

const VOICE = { mediaConstraints: { audio: true, video: false } };
const SOON_MS = 100;
let ua;
let session;

function once(emitter, good, bad) {
  return new Promise((resolve, reject) => {
    emitter.once(good, () => resolve(good));
    emitter.once(bad, (event) => reject(new Error(`${bad}: ${event.cause}`)));
  });
}

function take(it) {
  session = it;
  session.confirmed = once(it, 'confirmed', 'failed');
  session.confirmed.catch(() => {});
  session.over = new Promise((resolve) => ['ended', 'failed'].forEach((end) => it.once(end, resolve)));
  const play = (connection) =>
    connection.addEventListener('track', ({ track }) => {
      document.querySelector('audio').srcObject = new MediaStream([track]);
    });
  it.connection ? play(it.connection) : it.on('peerconnection', ({ peerconnection }) => play(peerconnection));
}

async function figures() {
  const found = { energy: 0, sent: 0, received: 0 };
  for (const it of (await session.connection.getStats()).values()) {
    if (it.type === 'inbound-rtp') {
      found.energy = it.totalAudioEnergy ?? 0;
      found.received = it.packetsReceived;
    } else if (it.type === 'outbound-rtp') {
      found.sent = it.packetsSent;
    }
  }
  return found;
}

/** Looks again until it holds; whoever waits for it gives up, not this page. */
async function until(holds) {
  for (let now = await figures(); ; now = await figures()) {
    if (holds(now)) {
      return now;
    }
    await new Promise((soon) => setTimeout(soon, SOON_MS));
  }
}

const deeds = {
  register({ url, user, password, domain }) {
    ua = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(url)],
      uri: `sip:${user}@${domain}`,
      password,
      session_timers: false,
    });
    ua.on('newRTCSession', (event) => {
      take(event.session);
      if (event.originator === 'remote') {
        event.session.answer(VOICE);
      }
    });
    ua.start();
    return once(ua, 'registered', 'registrationFailed');
  },
  call: ({ number }) => void ua.call(number, VOICE),
  talks: async () => {
    for (let left = 100; !session && left > 0; left--) {
      await new Promise((soon) => setTimeout(soon, SOON_MS));
    }
    return session.confirmed;
  },
  async hears() {
    const before = await figures();
    await until((now) => now.energy > before.energy + 0.001 && now.sent > before.sent && now.received > before.received);
    return 'sound';
  },
  press: ({ key }) => void session.sendDTMF(key, { transportType: 'RFC2833' }),
  hold: () => new Promise((done) => session.hold({}, () => done('held'))),
  resume: () => new Promise((done) => session.unhold({}, () => done('resumed'))),
  hangUp: () => void session.terminate(),
  async isAlone() {
    await session.over;
    session = undefined;
    return 'alone';
  },
  leave() {
    const left = once(ua, 'unregistered', 'registrationFailed');
    ua.unregister();
    return left;
  },
};

globalThis.phone = async (deed, how) => (await deeds[deed](how)) ?? null;
