// j and k walk the marks of a document, or the rows of a list; Enter opens, x opens and closes a note.
let at = -1;

function stops() {
  return [...document.querySelectorAll('desk-marks .note, [data-walk] > *')].filter(stop => stop.offsetParent !== null);
}

function go(all, next) {
  document.querySelectorAll('.walk').forEach(old => { old.classList.remove('walk'); old.removeAttribute('aria-current'); });
  at = Math.max(0, Math.min(all.length - 1, next));
  const stop = all[at];
  stop.classList.add('walk');
  stop.setAttribute('aria-current', 'true');
  const focus = stop.matches('.note') ? stop.querySelector('summary') : stop.querySelector('a, button, summary');
  focus?.focus({ preventScroll: true });
  stop.scrollIntoView({ block: 'center', behavior: 'instant' });
}

export function walk(event) {
  if (event.key !== 'j' && event.key !== 'k' && event.key !== 'x') return false;
  const all = stops();
  if (all.length === 0) return false;
  const held = all.indexOf(document.activeElement?.closest('.note, [data-walk] > *'));
  if (held >= 0) at = held;
  if (event.key === 'x') {
    const note = all[at];
    if (note?.matches('details')) note.open = !note.open;
    return true;
  }
  go(all, at + (event.key === 'j' ? 1 : -1));
  return true;
}
