// Wheel with Ctrl, drag and double click on the map; + and - on the buttons. The map itself comes drawn from the server.
// While it is moved, the picture as it was drawn last is moved and scaled, which costs a frame nothing however much is on it; when it rests, it is drawn anew.
const restMs = 140;

class DeskMap extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector('svg');
    if (!this.svg) return;
    const box = this.svg.viewBox.baseVal;
    this.home = [box.x, box.y, box.width, box.height];
    this.view = [...this.home];
    this.drawn = [...this.home];
    this.querySelectorAll('[data-zoom]').forEach(button => button.addEventListener('click', () => {
      if (button.dataset.zoom === '0') { this.view = [...this.home]; this.draw(); } else this.zoom(Number(button.dataset.zoom), 0.5, 0.5);
    }));
    this.svg.addEventListener('wheel', event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const r = this.getBoundingClientRect();
      this.zoom(event.deltaY < 0 ? 1.25 : 0.8, (event.clientX - r.left) / r.width, (event.clientY - r.top) / r.height);
    }, { passive: false });
    this.svg.addEventListener('pointerdown', event => this.drag(event));
  }

  zoom(by, x, y) {
    const [left, top, width, height] = this.view;
    const scale = Math.max(1, Math.min(40, this.home[2] / width * by));
    const [w, h] = [this.home[2] / scale, this.home[3] / scale];
    this.view = [left + (width - w) * x, top + (height - h) * y, w, h];
    this.draw();
  }

  drag(event) {
    if (event.button !== 0 || event.target.closest('a')) return;
    const [x, y] = [event.clientX, event.clientY];
    const from = [...this.view];
    const r = this.getBoundingClientRect();
    const move = moved => {
      this.view[0] = from[0] - (moved.clientX - x) / r.width * from[2];
      this.view[1] = from[1] - (moved.clientY - y) / r.height * from[3];
      this.draw();
    };
    const end = () => { this.svg.removeEventListener('pointermove', move); };
    this.svg.setPointerCapture(event.pointerId);
    this.svg.addEventListener('pointermove', move);
    this.svg.addEventListener('pointerup', end, { once: true });
    this.svg.addEventListener('pointercancel', end, { once: true });
  }

  draw() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const [hx, hy, hw, hh] = this.home;
      this.view[0] = Math.max(hx, Math.min(hx + hw - this.view[2], this.view[0]));
      this.view[1] = Math.max(hy, Math.min(hy + hh - this.view[3], this.view[1]));
      const k = this.drawn[2] / this.view[2];
      const x = (this.drawn[0] - this.view[0]) / this.view[2] * 100;
      const y = (this.drawn[1] - this.view[1]) / this.view[3] * 100;
      this.svg.style.willChange = 'transform';
      this.svg.style.transform = `translate(${x}%, ${y}%) scale(${k})`;
      clearTimeout(this.rest);
      this.rest = setTimeout(() => this.settle(), restMs);
    });
  }

  settle() {
    this.drawn = [...this.view];
    this.svg.style.transform = this.svg.style.willChange = '';
    this.svg.setAttribute('viewBox', this.view.join(' '));
    // Points and names keep their size while the land grows.
    const k = this.view[2] / this.home[2];
    this.points ??= [...this.svg.querySelectorAll('[data-x]')];
    this.points.forEach(point => point.setAttribute('transform', `translate(${point.dataset.x} ${point.dataset.y}) scale(${k})`));
  }
}

customElements.define('desk-map', DeskMap);
