// The text of a document and the notes beside it: looking at one shows the other, and each kind can be hidden.
class DeskMarks extends HTMLElement {
  connectedCallback() {
    this.addEventListener('pointerover', event => this.show(event.target));
    this.addEventListener('focusin', event => this.show(event.target));
    this.addEventListener('click', event => {
      const mark = event.target.closest('.m[data-marks]');
      if (!mark || !getSelection().isCollapsed) return;
      const id = mark.hash?.replace('#note-', '') || mark.dataset.marks.split(' ')[0];
      this.open(id);
      event.preventDefault();
    });
    // Escape, or a click beside it, closes the note that is open.
    document.addEventListener('keydown', event => { if (event.key === 'Escape') this.close(); });
    document.addEventListener('click', event => { if (!event.target.closest('.note, .m[data-marks]')) this.close(); });
    document.querySelector('[data-layers]')?.addEventListener('change', event => {
      this.classList.toggle(`hide-${event.target.dataset.layer}`, !event.target.checked);
    });
    window.addEventListener('hashchange', () => this.fromAddress());
    this.fromAddress();
  }

  fromAddress() {
    const id = decodeURIComponent(location.hash.slice(1)).replace(/^note-/, '');
    if (/^[avptk]\d+$/.test(id)) {
      this.open(id);
      document.getElementById(id)?.scrollIntoView({ block: 'center' });
    }
  }

  open(id) {
    const note = document.getElementById(`note-${id}`);
    if (!note) return;
    note.open = true;
    note.querySelector('summary').focus({ preventScroll: true });
    note.scrollIntoView({ block: 'nearest' });
    this.light([id]);
  }

  close() {
    const note = this.querySelector('.note[open]');
    if (!note) return;
    const held = note.contains(document.activeElement);
    note.open = false;
    if (held) note.querySelector('summary').focus({ preventScroll: true });
  }

  show(target) {
    const note = target.closest?.('.note');
    const mark = target.closest?.('.m[data-marks]');
    if (note) this.light([note.dataset.mark]);
    else if (mark) this.light(mark.dataset.marks.split(' '), true);
    else this.light([]);
  }

  light(ids, fromText) {
    this.querySelectorAll('.on').forEach(old => old.classList.remove('on'));
    for (const id of ids) {
      document.getElementById(`note-${id}`)?.classList.add('on');
      if (!fromText) this.querySelectorAll(`.m[data-marks~="${id}"]`).forEach(run => run.classList.add('on'));
    }
  }
}

customElements.define('desk-marks', DeskMarks);
