/** Merges sources that are sorted by `compare`. Of equal items, the one of the first source comes first. */
export async function* mergeSorted<Item>(
  sources: readonly AsyncIterator<Item, unknown>[],
  compare: (a: Item, b: Item) => number,
): AsyncGenerator<Item, void, undefined> {
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (;;) {
    let least = -1;
    for (const [index, head] of heads.entries()) {
      const leader = heads[least];
      if (!head.done && (leader === undefined || leader.done || compare(head.value, leader.value) < 0)) least = index;
    }
    const head = heads[least];
    if (head === undefined || head.done) return;
    yield head.value;
    heads[least] = await (sources[least] as AsyncIterator<Item, unknown>).next();
  }
}
