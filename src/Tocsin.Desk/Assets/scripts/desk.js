// What makes the pages quicker to use. Everything works without it; it only adds.
import { walk } from './walk.js';
import { openKeys } from './keys.js';
import { listen } from './live.js';
import './marks.js';
import './timeline.js';
import './map.js';

document.documentElement.classList.add('has-js');

const local = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', day: 'numeric', month: 'short', hour12: false });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hour12: false });

// The reader's own time beside UTC, where they differ.
function localTimes(root) {
  for (const time of root.querySelectorAll('time[data-local]:not([data-done])')) {
    time.dataset.done = '';
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime()) || at.getTimezoneOffset() === 0) continue;
    const sameDay = at.getDate() === at.getUTCDate();
    const small = document.createElement('small');
    small.textContent = `${(sameDay ? clock : local).format(at)} here`;
    time.append(' ', small);
  }
}

function busy(on) {
  document.querySelector('.busy')?.remove();
  if (!on) return;
  const bar = document.createElement('div');
  bar.className = 'busy';
  document.body.append(bar);
}

localTimes(document);
document.addEventListener('htmx:afterSettle', event => localTimes(event.target.parentElement ?? document));
let asked = 0;
document.addEventListener('htmx:beforeRequest', () => { asked++; busy(true); });
document.addEventListener('htmx:afterRequest', () => { asked = Math.max(0, asked - 1); busy(asked > 0); });
// What was to come in later and does not: said where it would have stood.
for (const failure of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(failure, event => {
    const place = event.target.closest?.('[hx-trigger="load"]');
    if (!place) return;
    const text = document.createElement('p');
    text.className = 'fault';
    text.textContent = event.detail?.xhr?.status === 404 ? 'The record has moved on since this page was opened. ' : 'This could not be worked out just now. ';
    const again = document.createElement('a');
    again.href = location.href;
    again.textContent = 'Reload the page';
    again.addEventListener('click', click => { click.preventDefault(); location.reload(); });
    text.append(again);
    place.replaceChildren(...place.querySelectorAll('h4'), text);
  });
}
window.addEventListener('beforeunload', () => busy(true));
window.addEventListener('pageshow', () => busy(false));

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) window.print();
  const keys = event.target.closest('a.keys');
  if (keys) { event.preventDefault(); openKeys(keys.href); }
});

// Dark or light without leaving the place on the page.
document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('form.theme')) return;
  event.preventDefault();
  const button = form.querySelector('button');
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  const data = new FormData(form);
  data.set('theme', root.dataset.theme);
  button.value = dark ? 'dark' : 'light';
  fetch(form.action, { method: 'POST', body: new URLSearchParams(data), redirect: 'manual' });
});

// A form that changes what is shown does so at once.
document.addEventListener('change', event => {
  const form = event.target.closest('form[data-auto]');
  if (form) form.requestSubmit();
});

let before = '';
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest('input:not([type=checkbox]):not([type=range]), textarea, select');
  if (event.key === 'Escape' && field) { field.blur(); return; }
  if (field || document.querySelector('dialog[open]')) return;
  const both = `${before} ${event.key}`;
  // A chart that holds the focus or the pointer takes its keys before those of the page.
  const near = event.target.closest('.chart') ?? document.querySelector('.chart:hover');
  const keyed = [...(near?.querySelectorAll('[data-key]') ?? []), ...document.querySelectorAll('[data-key]')];
  const target = keyed.find(at => at.dataset.key === both || (before !== 'g' && at.dataset.key === event.key));
  before = event.key === 'g' ? 'g' : '';
  if (target) {
    event.preventDefault();
    if (target.matches('input')) { target.focus(); target.select(); } else target.click();
    return;
  }
  if (walk(event)) event.preventDefault();
});

listen(busy);
