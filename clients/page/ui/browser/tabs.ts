import { Follower } from '../model/follow';
import { Lease } from '../model/lease';
import { SharedWatch, type TabMessage } from '../model/shared_watch';
import type { UploadNews } from '../model/follow';
import type { Server } from './server';

const kTickMs = 1_000;
const kFreshMs = 30_000;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** A channel to the other tabs; without BroadcastChannel each tab is alone. */
function openChannel(): { post(message: TabMessage): void; onMessage(f: (m: TabMessage) => void): void } {
  if (typeof BroadcastChannel === 'undefined') return { post() {}, onMessage() {} };
  const channel = new BroadcastChannel('safe-inputs.uploads');
  return {
    post: (message) => channel.postMessage(message),
    onMessage: (listener) => {
      channel.onmessage = ({ data }: MessageEvent<TabMessage>) => listener(data);
    },
  };
}

/** When an upload was accepted, as this browser knows it: 0 for what it does not know. */
export type AcceptedAt = (id: string) => number;

/** Watches uploads together with the other tabs of this browser, as long as the page is open. */
export function watchWithOtherTabs(
  tab: string,
  server: Server,
  storage: Storage,
  acceptedAt: AcceptedAt,
  onNews: (news: UploadNews) => void,
): SharedWatch {
  const channel = openChannel();
  const alone = typeof BroadcastChannel === 'undefined';
  const lease = new Lease(storage, tab);
  const open = (ids: string[]) => {
    const stop = new AbortController();
    const tools = server.followTools(stop.signal, {
      pause: (ms) => pause(ms, stop.signal),
      tell: (news) => watch.streamed(news),
      isFresh: (id) => Date.now() - acceptedAt(id) < kFreshMs,
    });
    void new Follower(ids, tools, stop.signal).run();
    return () => stop.abort();
  };
  const watch: SharedWatch = new SharedWatch({
    tab,
    post: (message) => channel.post(message),
    takeLease: () => alone || lease.take(),
    releaseLease: () => lease.release(),
    open,
    soon: (action) => setTimeout(action, 30),
    onNews,
  });
  channel.onMessage((message) => watch.receive(message));
  setInterval(() => watch.tick(), kTickMs);
  addEventListener('pagehide', () => watch.close());
  addEventListener('pageshow', () => watch.reopen());
  return watch;
}
