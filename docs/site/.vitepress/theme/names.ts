/** Names in examples that show their type and docstring. Each example is one stop of Tab, and the arrow keys move within it. */
const selector = '.twoslash-hover';

const namesOf = (example: Element): HTMLElement[] => [...example.querySelectorAll<HTMLElement>(selector)];

/** Makes the first name of each example reachable with Tab. */
export function makeReachable(): void {
  for (const example of document.querySelectorAll('pre.twoslash')) {
    const [first] = namesOf(example);
    if (first !== undefined) first.tabIndex = 0;
    // The name scrolls the example, so the example needs no separate stop.
    if (first !== undefined) example.removeAttribute('tabindex');
  }
}

function move(event: KeyboardEvent, from: HTMLElement): void {
  const names = namesOf(from.closest('pre') ?? from);
  const at = names.indexOf(from);
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: names.length - 1,
  };
  const to = names[targets[event.key] ?? -1];
  if (to === undefined) return;
  event.preventDefault();
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

/** Returns the name that an event is about. */
const nameOf = ({ target }: Event): HTMLElement | null =>
  target instanceof HTMLElement && target.matches(selector) ? target : null;

/** The library of the pop-ups listens to the mouse. */
function point(name: HTMLElement | null, type: 'mouseenter' | 'mouseleave'): void {
  for (const element of name === null ? [] : [name, ...name.querySelectorAll('*')])
    element.dispatchEvent(new MouseEvent(type));
}

/** Shows the pop-up of the name that has the focus. */
export function listenToKeys(): void {
  document.addEventListener('focusin', (event) => {
    const name = nameOf(event);
    if (name?.matches(':focus-visible')) point(name, 'mouseenter');
  });
  document.addEventListener('focusout', (event) => point(nameOf(event), 'mouseleave'));
  document.addEventListener('keydown', (event) => {
    const name = nameOf(event);
    if (name === null) return;
    if (event.key === 'Escape') point(name, 'mouseleave');
    else move(event, name);
  });
}
