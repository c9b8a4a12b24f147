// Questions that fingers answer better than fields do: ranking by tapping,
// handles, "all" and "none", a signature drawn, what is left of a total, photos
// made smaller before they are sent. The fields stay what is sent; what is drawn
// here only fills them. Loaded where a screen has any of these.
(() => {
  'use strict';
  const form = document.querySelector('form[data-form]');
  const make = (tag, props, ...inside) => { const e = Object.assign(document.createElement(tag), props); e.append(...inside); return e; };
  const tell = (e) => { for (const type of ['input', 'change']) e.dispatchEvent(new Event(type, { bubbles: true })); };

  // rank: one tap gives an option the next place, one more takes it away, arrows
  // move it. All are buttons, so a keyboard does the same.
  const rank = (q) => {
    const list = q.querySelector('.ranks'), fields = [...list.querySelectorAll('select')];
    if (!fields.length || fields[0].disabled) return;
    const words = new Map([...fields[0].options].filter((o) => o.value).map((o) => [o.value, o.text]));
    const places = [...list.querySelectorAll('label > span')].map((e) => e.textContent);
    const said = make('p', { className: 'sr', role: 'status' }), shown = make('ul', { className: 'taps' });
    const chosen = () => fields.map((f) => f.value).filter(Boolean);
    const put = (order, focus) => {
      fields.forEach((f, i) => { f.value = order[i] || ''; });
      tell(fields[0]);
      draw(focus);
    };
    const draw = (focus) => {
      const order = chosen();
      const button = (value, text, what, press) => {
        const b = make('button', { type: 'button', textContent: text, className: what });
        b.dataset.of = value + ' ' + what;
        b.addEventListener('click', press);
        return b;
      };
      shown.replaceChildren(...[...order, ...[...words.keys()].filter((v) => !order.includes(v))].map((value) => {
        const at = order.indexOf(value), word = words.get(value);
        const main = button(value, '', 'tap', () => {
          const next = at < 0 ? [...order, value].slice(0, fields.length) : order.filter((v) => v !== value);
          put(next, value + ' tap');
          said.textContent = next.includes(value) ? `${word}${q.dataset.colon}${places[next.indexOf(value)]}` : word;
        });
        main.append(make('b', { textContent: at < 0 ? '' : at + 1, ariaHidden: 'true' }), make('span', { textContent: word }));
        if (at >= 0) main.append(make('span', { className: 'sr', textContent: q.dataset.colon + places[at] }));
        main.setAttribute('aria-pressed', at >= 0);
        if (at < 0 && order.length >= fields.length) main.disabled = true;
        const li = make('li', { className: at < 0 ? '' : 'on' }, main);
        if (at < 0) return li;
        for (const [by, sign, name] of [[-1, '\u2191', q.dataset.up], [1, '\u2193', q.dataset.down]]) {
          const to = at + by, arrow = button(value, sign, 'move', () => {
            const next = order.filter((v) => v !== value);
            next.splice(to, 0, value);
            put(next, `${value} move${sign}`);
            said.textContent = `${word}${q.dataset.colon}${places[to]}`;
          });
          arrow.dataset.of = `${value} move${sign}`;
          arrow.setAttribute('aria-label', `${name}${q.dataset.colon}${word}`);
          arrow.disabled = to < 0 || to >= order.length;
          li.append(arrow);
        }
        return li;
      }));
      if (!focus) return;
      const again = [...shown.querySelectorAll('button')].find((b) => b.dataset.of === focus);
      (again && !again.disabled ? again : again?.parentElement.querySelector('button'))?.focus();
    };
    list.hidden = true;
    list.before(make('p', { className: 'hint', textContent: q.dataset.tap }), shown, said);
    draw();
  };

  // slide: the handle writes into the field and follows it. Untouched it says
  // nothing, and looks it.
  const slide = (handle) => {
    const field = document.getElementById(handle.dataset.slide);
    const follow = () => { handle.classList.toggle('idle', !field.value); if (field.value) handle.value = field.value; };
    handle.hidden = false;
    handle.addEventListener('input', () => { field.value = handle.value; follow(); });
    field.addEventListener('input', follow);
    follow();
  };

  // map: the areas of a picture can be pressed; each stands for its option below.
  const map = (box) => {
    const img = box.querySelector('img'), q = box.closest('.q'), piece = (tag, attributes) => {
      const e = document.createElementNS('http://www.w3.org/2000/svg', tag);
      for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
      return e;
    };
    const shapes = {
      rect: ([a, b, c, d]) => piece('rect', { x: Math.min(a, c), y: Math.min(b, d), width: Math.abs(c - a), height: Math.abs(d - b) }),
      circle: ([cx, cy, r]) => piece('circle', { cx, cy, r }),
      poly: (points) => piece('polygon', { points: points.join(' ') }),
    };
    const draw = () => {
      const plane = piece('svg', { viewBox: `0 0 ${img.naturalWidth} ${img.naturalHeight}`, 'aria-hidden': 'true' });
      for (const { v, s, c } of JSON.parse(box.dataset.map)) {
        const area = shapes[s](c), option = () => q.querySelector(`.opts [value="${CSS.escape(v)}"]`);
        const look = () => area.classList.toggle('on', !!option()?.checked);
        area.addEventListener('click', () => option()?.click());
        form.addEventListener('change', look);
        look();
        plane.append(area);
      }
      box.append(plane);
    };
    if (img.complete && img.naturalWidth) draw(); else img.addEventListener('load', draw);
  };

  // sign: a canvas whose picture goes where the name would.
  const sign = (q) => {
    const field = q.querySelector('input[type=text]');
    if (!field || field.readOnly) return;
    const canvas = make('canvas', { className: 'pad', width: 640, height: 240, hidden: true });
    const draw = make('button', { type: 'button', textContent: q.dataset.draw }), clear = make('button', { type: 'button', textContent: q.dataset.clear, hidden: true });
    const pen = canvas.getContext('2d');
    const at = (e) => { const r = canvas.getBoundingClientRect(); return [(e.clientX - r.left) * canvas.width / r.width, (e.clientY - r.top) * canvas.height / r.height]; };
    const show = (drawing) => {
      canvas.hidden = clear.hidden = !drawing;
      draw.hidden = drawing;
      field.hidden = drawing;
      field.value = '';
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
    };
    canvas.addEventListener('pointerdown', (e) => { canvas.setPointerCapture(e.pointerId); pen.lineWidth = 5; pen.lineCap = 'round'; pen.beginPath(); pen.moveTo(...at(e)); });
    canvas.addEventListener('pointermove', (e) => { if (e.buttons) { pen.lineTo(...at(e)); pen.stroke(); } });
    canvas.addEventListener('pointerup', () => { field.value = canvas.toDataURL('image/png'); tell(field); });
    draw.addEventListener('click', () => { show(true); clear.focus(); });
    clear.addEventListener('click', () => { show(false); tell(field); field.focus(); });
    field.after(canvas, make('p', { className: 'less' }, draw, clear));
  };

  // shrink: photos of a phone are larger than anybody needs to look at.
  const side = 1600;
  const shrink = async (field) => {
    const files = await Promise.all([...field.files].map(async (f) => {
      if (!/^image\/(jpeg|png|webp|hei[cf])$/.test(f.type) || f.size < 300000) return f;
      try {
        const photo = await createImageBitmap(f), by = Math.min(1, side / Math.max(photo.width, photo.height));
        const canvas = make('canvas', { width: Math.round(photo.width * by), height: Math.round(photo.height * by) });
        canvas.getContext('2d').drawImage(photo, 0, 0, canvas.width, canvas.height);
        const blob = await new Promise((ok) => { canvas.toBlob(ok, 'image/jpeg', 0.82); });
        return blob && blob.size < f.size ? new File([blob], f.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : f;
      } catch { return f; } // what cannot be opened goes as it is
    }));
    const list = new DataTransfer();
    for (const f of files) list.items.add(f);
    field.files = list.files;
  };

  form.addEventListener('change', (e) => {
    if (e.target.matches('[data-file]')) shrink(e.target);
    if (e.target.type !== 'checkbox' || !e.target.checked) return;
    const alone = 'alone' in e.target.dataset;
    for (const box of e.target.closest('.opts')?.querySelectorAll('[type=checkbox]') || []) {
      if (box !== e.target && (alone || 'alone' in box.dataset)) box.checked = false;
    }
  }, true);
  form.addEventListener('click', (e) => {
    const all = e.target.closest('[data-all]');
    if (!all) return;
    e.preventDefault();
    const boxes = [...all.closest('.q').querySelectorAll('.opts [type=checkbox]')].filter((b) => !b.disabled);
    for (const b of boxes) b.checked = !('alone' in b.dataset) && (b.checked || !b.closest('.o').querySelector('.more'));
    if (boxes.length) tell(boxes[0]);
  });

  // What is left of a total, at each key.
  const number = (text) => Number(text.normalize('NFKC').replace(/,(?=\d{3}\b)/g, '')) || 0;
  form.addEventListener('input', (e) => {
    const sums = e.target.closest('.q:has([data-sum])')?.querySelector('[data-sum]');
    if (!sums) return;
    const total = Number(sums.dataset.sum), [given, rest] = sums.children, short = (n) => Math.round(n * 1e6) / 1e6;
    const sum = [...sums.closest('.q:has([data-sum])').querySelectorAll('input[name]')].reduce((n, x) => n + number(x.value), 0), left = short(total - sum);
    given.querySelector('dd').textContent = `${short(sum)} / ${total}`;
    rest.querySelector('dt').textContent = left < 0 ? sums.dataset.over : sums.dataset.left;
    rest.querySelector('dd').textContent = Math.abs(left);
  });

  const done = new WeakSet();
  const enhance = () => {
    for (const [what, how] of [['[data-rank]', rank], ['[data-slide]', slide], ['[data-sign]', sign], ['[data-map]', map]]) {
      for (const e of form.querySelectorAll(what)) if (!done.has(e)) { done.add(e); how(e); }
    }
  };
  enhance();
  new MutationObserver(enhance).observe(form, { childList: true, subtree: true });
})();
