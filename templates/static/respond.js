// What the survey form does better where scripts run. Everything works without:
// this reveals questions without a reload, counts characters, and keeps an
// answer that could not be sent because the phone was offline.
(() => {
  'use strict';
  const form = document.querySelector('form[data-form]');
  if (!form) return;
  const slot = 'unsent ' + form.getAttribute('action');

  // Storage may be full or forbidden; then nothing is kept, and nothing breaks.
  const store = {
    get: () => { try { return localStorage.getItem(slot); } catch { return null; } },
    set: (v) => { try { localStorage.setItem(slot, v); return true; } catch { return false; } },
    drop: () => { try { localStorage.removeItem(slot); } catch { /* it stays */ } },
  };

  // pairs are what the form would send with a control field more, its end last.
  const pairs = (name, value) => {
    const list = [...new FormData(form)].filter(([k]) => k !== '_end' && k !== name);
    return [...list, [name, value], ['_end', '1']];
  };

  // resend posts kept fields as the form itself would, so that the answer is a
  // page like any other. A second sending meets the first one's receipt.
  const resend = (list) => {
    const f = document.createElement('form');
    f.method = 'post';
    f.action = form.getAttribute('action');
    f.hidden = true;
    for (const [name, value] of list) {
      const field = document.createElement('textarea');
      field.name = name;
      field.value = value;
      f.append(field);
    }
    document.body.append(f);
    f.submit();
  };

  // flush sends what was kept. It is dropped only when the server has answered;
  // a page that is no receipt (something is to be mended) is asked for again, to
  // be shown.
  const flush = async () => {
    const kept = store.get();
    if (!kept || !navigator.onLine) return;
    const list = JSON.parse(kept);
    let answer;
    try {
      answer = await fetch(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(list) });
    } catch { return; } // still no way through: it stays kept
    if (answer.status >= 500) return;
    store.drop();
    if (answer.redirected) location.assign(answer.url); else resend(list);
  };

  const say = (text) => {
    const box = document.getElementById('offline');
    box.hidden = false;
    box.querySelector('p').textContent = text;
    box.scrollIntoView();
  };

  form.addEventListener('submit', (e) => {
    if (navigator.onLine) return;
    e.preventDefault();
    const go = e.submitter && e.submitter.name ? e.submitter : form.querySelector('.go');
    const kept = store.set(JSON.stringify(pairs(go.name, go.value)));
    say(kept ? form.dataset.offline : form.dataset.unkept);
  });
  addEventListener('online', flush);
  flush();

  // Questions that appear or vanish with an answer: the server decides, as it
  // does without scripts; what is on the screen stays as it is.
  let asking = null;
  const look = async () => {
    if (asking) asking.abort();
    asking = new AbortController();
    let page;
    try {
      const body = new URLSearchParams(pairs('_go', 'look'));
      const answer = await fetch(form.action, { method: 'POST', body, signal: asking.signal });
      if (!answer.ok) return;
      page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    } catch { return; } // offline or overtaken: Next will show them
    const wanted = [...page.querySelectorAll('main > .q')];
    const ids = new Set(wanted.map((q) => q.dataset.q));
    for (const q of document.querySelectorAll('main > .q')) {
      if (!ids.has(q.dataset.q)) q.remove();
    }
    let before = null;
    for (const q of wanted) {
      let here = document.querySelector(`main > .q[data-q="${q.dataset.q}"]`);
      if (!here) {
        here = document.importNode(q, true);
        if (before) before.after(here); else document.querySelector('main').append(here);
      }
      before = here;
    }
    for (const part of ['.nav', '.progress']) {
      const now = document.querySelector(part), then = page.querySelector(part);
      if (now && then) now.replaceWith(document.importNode(then, true));
    }
    for (const name of ['_seen', '_go']) {
      const now = form.querySelector(`[name=${name}]`), then = page.querySelector(`[name=${name}]`);
      if (now && then) now.value = then.value;
    }
  };
  if ('live' in form.dataset) form.addEventListener('change', (e) => { if (e.target.matches('[type=radio], [type=checkbox], select')) look(); });

  form.addEventListener('input', (e) => {
    const limit = e.target.closest('.q')?.querySelector('.limit');
    if (!limit || !e.target.matches('textarea, input')) return;
    limit.dataset.full ??= limit.textContent;
    limit.textContent = e.target.value ? `${[...e.target.value].length} / ${limit.dataset.max}` : limit.dataset.full;
  });
})();
