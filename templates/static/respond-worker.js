// The service worker of survey forms. In front of it stands FILES, the files of
// this build, the road script first. Nothing it does is needed with a connection
// but handing pages through.
'use strict';
importScripts(FILES[0]);
const SHELF = 'respond ' + FILES.join(' ');
const PATIENCE = 10000; // a network that says nothing for so long is none

self.addEventListener('install', (e) => {
  self.skipWaiting();
  e.waitUntil(caches.open(SHELF).then((c) => c.addAll(FILES)));
});
self.addEventListener('activate', (e) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name.startsWith('respond ') && name !== SHELF) await caches.delete(name);
    await self.clients.claim();
  };
  e.waitUntil(tidy());
});

const patient = (request) => new Promise((ok, no) => {
  const timer = setTimeout(() => no(new Error('no answer')), PATIENCE);
  fetch(request).then(ok, no).finally(() => clearTimeout(timer));
});

// shell is a form's page from its kit, with the button that was pressed for
// which submission; the page's script puts in what was filled in. A button that
// goes nowhere is no submit.
const shell = (kit, { _sid = '', ...of } = {}) => {
  const other = ['_more', '_less', '_all', '_switch'].find((name) => of[name]), name = other ?? '_go';
  const value = other ? of[other] : of._go ?? 'submit';
  const pressed = /^[\w.-]+$/.test(_sid) && /^[\w.-]+$/.test(value) ? ` data-pressed="${name}:${value} ${_sid}"` : '';
  return new Response(kit.pages[0].replace(' data-form', ` data-form${pressed}`), { headers: kit.headers });
};

const page = async (request) => {
  const action = new URL(request.url).pathname;
  const kit = await self.road.get('kits', action).catch(() => undefined);
  if (!kit) return fetch(request);
  const body = request.method === 'POST' ? await request.clone().formData().catch(() => null) : null;
  try {
    return await patient(request);
  } catch {
    return shell(kit, body ? await keep(kit, body) : {});
  }
};

// keep writes a post that did not get through where the page's script finds it.
const keep = async (kit, body) => {
  const sent = [...body], fields = sent.filter(([, v]) => typeof v === 'string'), of = Object.fromEntries(fields);
  const old = await self.road.get('kept', of._sid);
  await self.road.put('kept', {
    ...old, sid: of._sid, action: kit.action, lang: of._lang, title: kit.title, fields: self.road.own(fields), files: sent.filter(([, v]) => typeof v !== 'string' && v.size), page: Number(of._page), rev: of._rev,
    state: 'open', at: Date.now(), dirty: true,
  });
  return of;
};

self.addEventListener('fetch', (e) => {
  const { pathname, origin } = new URL(e.request.url);
  if (origin !== location.origin) return;
  if (e.request.mode === 'navigate') {
    if (!pathname.endsWith('/done')) e.respondWith(page(e.request));
  } else if (FILES.includes(pathname)) {
    e.respondWith(caches.match(pathname).then((kept) => kept || fetch(e.request)));
  }
});

// The browser says when there is a connection again, also with no page open.
self.addEventListener('sync', (e) => e.waitUntil(deliver()));
self.addEventListener('message', (e) => { if (e.data === 'deliver') e.waitUntil(deliver()); });
const deliver = async () => {
  await self.road.sweep();
  const done = await self.road.flush();
  for (const c of await self.clients.matchAll()) c.postMessage(done);
  const waiting = (await self.road.all('kept')).some((k) => k.state === 'ready');
  if (waiting) throw new Error('still no connection'); // the browser tries again
};
