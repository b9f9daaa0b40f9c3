import { shownName } from '../model/format';

/** A name from a file, whatever direction it is written in. */
export function FileName({ name }: { name: string }) {
  return <bdi>{shownName(name)}</bdi>;
}
