// Listens for the record to move. A page that is looked at closely is not changed under the reader's eyes: it says that there is news.
export function listen(busy) {
  const main = document.getElementById('main');
  if (!main?.dataset.live || !window.EventSource) return;
  const told = document.getElementById('told');
  let shown = main.dataset.mark;
  let waiting = 0;

  async function renew() {
    busy(true);
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = page.getElementById('main');
      const old = document.getElementById('main');
      if (!fresh || !old) return;
      const open = [...old.querySelectorAll('details[open][id]')].map(details => details.id);
      fresh.dataset.live = main.dataset.live;
      old.replaceChildren(...fresh.childNodes);
      open.forEach(id => document.getElementById(id)?.setAttribute('open', ''));
      old.dataset.mark = fresh.dataset.mark;
      shown = fresh.dataset.mark;
      told.replaceChildren();
      window.htmx?.process(old);
      document.dispatchEvent(new CustomEvent('htmx:afterSettle', { bubbles: true }));
      const nav = page.querySelector('.top nav');
      if (nav) document.querySelector('.top nav').replaceChildren(...nav.childNodes);
    } finally { busy(false); }
  }

  function offer() {
    const bar = document.createElement('div');
    const text = document.createElement('span');
    text.textContent = 'The record has moved on.';
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.key = 'r';
    button.textContent = 'Show';
    button.addEventListener('click', renew);
    bar.append(text, button);
    told.replaceChildren(bar);
  }

  const untouched = () => !document.querySelector('#main :focus, dialog[open]') && getSelection().isCollapsed;

  const source = new EventSource('/live');
  source.addEventListener('record', event => {
    const now = event.data;
    if (now === shown) return;
    clearTimeout(waiting);
    // Several reports in a row renew the page once.
    waiting = setTimeout(() => main.dataset.live === 'auto' && untouched() && !document.hidden ? renew() : offer(), 600);
  });
  window.addEventListener('pagehide', () => source.close());
}
