// Drags a stretch of the timeline to look closer. The links above the chart, with their keys, do the same.
class DeskTimeline extends HTMLElement {
  connectedCallback() {
    const svg = this.querySelector('svg');
    if (!svg) return;
    this.from = Number(this.dataset.from);
    this.to = Number(this.dataset.to);
    this.left = Number(this.dataset.left);
    this.right = Number(this.dataset.right);
    this.svg = svg;
    svg.addEventListener('pointerdown', event => this.start(event));
  }

  // Moment under the pointer, in seconds since 1970, within the plot.
  at(event) {
    const box = this.svg.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * this.svg.viewBox.baseVal.width;
    const share = Math.max(0, Math.min(1, (x - this.left) / (this.right - this.left)));
    return { share, time: this.from + share * (this.to - this.from) };
  }

  start(event) {
    if (event.button !== 0 || event.target.closest('a')) return;
    const first = this.at(event);
    // Laid over the drawing and not into it, so that nothing below is drawn again.
    const brush = document.createElement('div');
    brush.className = 'brush';
    brush.style.width = `${this.svg.getBoundingClientRect().width}px`;
    this.svg.parentElement.append(brush);
    const width = this.svg.viewBox.baseVal.width;
    const at = share => (this.left + share * (this.right - this.left)) / width;
    this.svg.setPointerCapture(event.pointerId);
    let last = first;
    let frame = 0;
    const move = moved => {
      last = this.at(moved);
      if (!frame) {
        frame = requestAnimationFrame(() => {
          frame = 0;
          const [a, b] = [Math.min(first.share, last.share), Math.max(first.share, last.share)];
          brush.style.transform = `translateX(${at(a) * 100}%) scaleX(${at(b) - at(a)})`;
        });
      }
    };
    const end = () => {
      this.svg.removeEventListener('pointermove', move);
      this.svg.removeEventListener('pointerup', end);
      this.svg.removeEventListener('pointercancel', end);
      brush.remove();
      if (Math.abs(first.share - last.share) > 0.01) this.go(Math.min(first.time, last.time), Math.max(first.time, last.time));
    };
    this.svg.addEventListener('pointermove', move);
    this.svg.addEventListener('pointerup', end);
    this.svg.addEventListener('pointercancel', end);
    event.preventDefault();
  }

  go(from, to) {
    const url = new URL(location.href);
    url.searchParams.set('from', new Date(from * 1000).toISOString().slice(0, 16));
    url.searchParams.set('to', new Date(to * 1000).toISOString().slice(0, 16));
    url.hash = '';
    if (window.htmx) {
      window.htmx.ajax('GET', url.pathname + url.search, { target: '#situation', select: '#situation', swap: 'outerHTML' });
    } else location.assign(url);
  }
}

customElements.define('desk-timeline', DeskTimeline);
