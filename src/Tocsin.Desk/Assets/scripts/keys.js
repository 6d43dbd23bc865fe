// The list of keys, over the page.
export async function openKeys(url) {
  let dialog = document.getElementById('keys-dialog');
  if (!dialog) {
    const answer = await fetch(url);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    dialog = document.createElement('dialog');
    dialog.id = 'keys-dialog';
    dialog.setAttribute('aria-label', 'Keys');
    const close = document.createElement('button');
    close.textContent = 'Close';
    close.addEventListener('click', () => dialog.close());
    dialog.append(page.getElementById('keys'), close);
    dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
  }
  dialog.showModal();
}
