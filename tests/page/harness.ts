// The page of the tests: offers the page's reader, and ways for files in and messages out.
import { SheetReader } from '../../clients/page/worker/sheet_reader';

async function fileFrom(address: string, name: string): Promise<File> {
  return new File([await (await fetch(address)).blob()], name);
}

async function handOver(address: string, blob: Blob): Promise<void> {
  await fetch(address, { method: 'POST', body: blob });
}

// Until stop() is called: the longest time, in milliseconds, that the page let a timer of 10 ms wait.
function watchStalls(): { stop(): number } {
  let longest = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 10);
  return {
    stop() {
      look();
      clearInterval(timer);
      return longest;
    },
  };
}

Object.assign(window, { SheetReader, fileFrom, handOver, watchStalls });
