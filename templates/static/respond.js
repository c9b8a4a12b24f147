// What the survey form does better where scripts run. Everything works without:
// this reveals questions without a reload, counts characters, keeps what is
// typed behind a personal link in the server's draft, and, once a form was
// touched, loads what lets it go on without a connection (respond-road.js,
// respond-walk.js). Nothing of that is part of the first load.
(() => {
  'use strict';
  const form = document.querySelector('form[data-form]');
  const { road, walk } = (form || document.querySelector('[data-walk]') || document.body).dataset;
  const kept = () => { try { return localStorage.getItem('dealervoice-kept'); } catch { return null; } };

  // load fetches a script once the page is there.
  let loading;
  const load = () => {
    loading ??= [road, walk].reduce((before, src) => before.then(() => new Promise((ok, no) => {
      document.head.append(Object.assign(document.createElement('script'), { src, onload: ok, onerror: no }));
    })), Promise.resolve()).catch(() => {});
    return loading;
  };
  if (road && (kept() || (form && !form.elements._sid.value))) load();
  if (!form) return;

  // pairs are what the form would send with a control field more, its end last.
  const pairs = (...more) => {
    const name = more.length && more[0];
    const list = [...new FormData(form)].filter(([k, v]) => k !== '_end' && k !== name && typeof v === 'string');
    return new URLSearchParams([...list, ...(more.length ? [more] : []), ['_end', '1']]);
  };

  // say tells below the buttons what became of what was typed.
  const foot = document.createElement('p');
  foot.className = 'kept';
  foot.setAttribute('role', 'status');
  const say = (words) => {
    const text = words.replace('{t}', new Date().toTimeString().slice(0, 5));
    if (self.walk) { self.walk.say(text); foot.remove(); return; }
    if (!foot.isConnected) form.querySelector('.nav').after(foot);
    if (foot.textContent !== text) foot.textContent = text;
  };

  // keep saves what is typed: into the draft of a personal link, else onto the
  // device; it never stands in anybody's way.
  let timer, saving, changed = false;
  const keep = async (keepalive = false) => {
    clearTimeout(timer);
    if (!changed) return;
    changed = false;
    let saved = false;
    if ('draft' in form.dataset && !(self.walk && self.walk.local() && self.walk.offline())) {
      saving = new AbortController();
      try { saved = (await fetch(form.getAttribute('action') + '/draft', { method: 'POST', body: pairs(), keepalive, signal: saving.signal })).status === 204; self.walk?.lost(false); } catch (e) { if (e.name === 'AbortError') return; }
    }
    const here = self.walk && await self.walk.keep(!saved);
    if (saved) say(form.dataset.saved); else if (here) say(self.walk.fill('kept')); else if ('draft' in form.dataset) say(form.dataset.unsaved);
  };
  const touch = () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 'draft' in form.dataset ? 1500 : 400);
    if (road) load();
  };
  form.addEventListener('input', touch);
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') keep(true); });
  if (road) setTimeout(load, 8000); // whoever only reads on the way out can go on, too

  form.addEventListener('submit', (e) => {
    const go = e.submitter && e.submitter.name ? e.submitter : form.querySelector('.go');
    clearTimeout(timer);
    if (saving) saving.abort();
    if (self.walk && self.walk.kit() && self.walk.offline() && go.name === '_go') {
      e.preventDefault();
      self.walk.press(go.value);
    } else if (!navigator.onLine) {
      e.preventDefault();
      const box = document.getElementById('offline');
      box.hidden = false;
      box.querySelector('p').textContent = form.dataset.unkept;
      box.scrollIntoView({ behavior: 'instant' });
    } else if (self.walk && go.value === 'submit') self.walk.sent();
  });

  const grouped = (f) => {
    const m = new Map();
    for (const [k, v] of new FormData(f)) if (typeof v === 'string' && !/^_(sid|page|lang|rev|end|trap|go)$/.test(k)) m.set(k, [...(m.get(k) || []), v]);
    return m;
  };
  const same = (a = [], b = []) => a.length === b.length && a.every((x, i) => x === b[i]);

  // follow takes up what the server made of the answers (a value that follows
  // from another), where nobody has changed it since it was asked.
  const follow = (sent, then) => {
    const now = grouped(form), made = grouped(then);
    for (const name of new Set([...sent.keys(), ...made.keys()])) {
      const want = made.get(name), ours = name.startsWith('_');
      if (same(want, sent.get(name)) || (!ours && !same(now.get(name), sent.get(name)))) continue;
      const left = [...(want || [])];
      const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]:not(button)`)];
      for (const e of fields) {
        if (e.type === 'hidden') e.remove();
        else if (/radio|checkbox/.test(e.type)) e.checked = left.includes(e.value);
        else if (e.type !== 'file') e.value = left.shift() ?? '';
      }
      if (fields.some((e) => e.isConnected)) continue;
      for (const value of want || []) form.querySelector('[name=_sid]').before(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
  };

  // carry puts what is filled in into a newer make of the same piece.
  const carry = (from, to) => {
    for (const e of to.querySelectorAll('input, select, textarea')) {
      const same = [...from.querySelectorAll(`[name="${CSS.escape(e.name)}"]`)];
      const twin = /radio|checkbox/.test(e.type) ? same.find((x) => x.value === e.value) : same[[...to.querySelectorAll(`[name="${CSS.escape(e.name)}"]`)].indexOf(e)];
      if (twin && /radio|checkbox/.test(e.type)) e.checked = twin.checked; else if (twin) e.value = twin.value;
    }
  };

  // settle makes the questions on the screen those of the server's page. What
  // is the same stays untouched; what is typed and where the cursor is stays.
  const settle = (page) => {
    const main = document.querySelector('main'), key = (e) => e.dataset.q || '';
    const old = [...main.children], next = [...page.querySelector('main').children];
    const active = document.activeElement, spot = active && main.contains(active) && { name: active.name, value: active.value, id: active.id };
    const kept = (e) => e.matches('#offline, #kept-notice, .notice, .summary');
    let before = null;
    const used = new Set();
    for (const n of next) {
      if (kept(n)) continue;
      let here = old.find((o) => !used.has(o) && !kept(o) && (key(n) ? key(o) === key(n) : !key(o) && o.outerHTML === n.outerHTML));
      if (here && here.dataset.v !== n.dataset.v) { // what it is made of has changed
        const fresh = document.importNode(n, true);
        carry(here, fresh);
        here.replaceWith(fresh);
        used.add(here);
        here = fresh;
      } else here ??= document.importNode(n, true);
      used.add(here);
      if (before ? before.nextElementSibling !== here : !here.isConnected) { if (before) before.after(here); else main.prepend(here); }
      before = here;
    }
    for (const o of old) if (o.isConnected && !used.has(o) && !kept(o)) o.remove();
    if (spot && !active.isConnected) {
      const again = (spot.id && document.getElementById(spot.id)) || [...form.elements].find((e) => e.name === spot.name && (!/radio|checkbox/.test(e.type) || e.value === spot.value));
      again?.focus({ preventScroll: true });
    }
  };

  // Questions that appear or vanish with an answer: the server decides, as it
  // does without scripts; what is on the screen stays as it is.
  let asking = null;
  const look = async () => {
    if (asking) asking.abort();
    asking = new AbortController();
    const sent = grouped(form);
    let page;
    try {
      const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: pairs('_go', 'look'), signal: asking.signal });
      if (!answer.ok) return;
      page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    } catch (e) { // overtaken, or no connection: then the kit shows them, else Next does
      if (e.name !== 'AbortError') self.walk?.lost(true);
      return;
    }
    settle(page);
    for (const part of ['.nav', '.progress']) {
      const now = document.querySelector(part), then = page.querySelector(part);
      if (now && then) now.replaceWith(document.importNode(then, true));
    }
    follow(sent, page.querySelector('form[data-form]'));
  };
  form.addEventListener('change', () => {
    if (self.walk && self.walk.local()) self.walk.refresh(); else if ('live' in form.dataset) look();
  });

  form.addEventListener('input', (e) => {
    const limit = e.target.closest('.q')?.querySelector('.limit');
    if (!limit || !e.target.matches('textarea, input')) return;
    limit.dataset.full ??= limit.textContent;
    limit.textContent = e.target.value ? `${[...e.target.value].length} / ${limit.dataset.max}` : limit.dataset.full;
  });
})();

// Questions that fingers answer better than fields do: ranking by tapping,
// handles, "all" and "none", a signature drawn, photos made smaller before they
// are sent. The fields stay what is sent; what is drawn here only fills them.
(() => {
  'use strict';
  const main = document.querySelector('form[data-form] main');
  if (!main) return;
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

  main.addEventListener('change', (e) => {
    if (e.target.matches('[data-file]')) shrink(e.target);
    if (e.target.type !== 'checkbox' || !e.target.checked) return;
    const alone = 'alone' in e.target.dataset;
    for (const box of e.target.closest('.opts')?.querySelectorAll('[type=checkbox]') || []) {
      if (box !== e.target && (alone || 'alone' in box.dataset)) box.checked = false;
    }
  }, true);
  main.addEventListener('click', (e) => {
    const all = e.target.closest('[data-all]');
    if (!all) return;
    e.preventDefault();
    const boxes = [...all.closest('.q').querySelectorAll('.opts [type=checkbox]')].filter((b) => !b.disabled);
    for (const b of boxes) b.checked = !('alone' in b.dataset) && (b.checked || !b.closest('.o').querySelector('.more'));
    if (boxes.length) tell(boxes[0]);
  });

  const done = new WeakSet();
  const enhance = () => {
    for (const [what, how] of [['[data-rank]', rank], ['[data-slide]', slide], ['[data-sign]', sign]]) {
      for (const e of main.querySelectorAll(what)) if (!done.has(e)) { done.add(e); how(e); }
    }
  };
  enhance();
  new MutationObserver(enhance).observe(main, { childList: true, subtree: true });
})();
