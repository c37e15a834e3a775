// Comforts on top of pages that work without it.
'use strict';
(() => {
  // A slider says its value, and asks for the new page when it rests.
  for (const slider of document.querySelectorAll('input[type=range]')) {
    const output = slider.parentElement.querySelector('output');
    slider.addEventListener('input', () => { if (output) output.value = slider.value; });
    slider.addEventListener('change', () => {
      if (slider.form && slider.form.method === 'get') {
        sessionStorage.setItem('esep-focus', slider.id);
        slider.form.requestSubmit();
      }
    });
  }
  const focus = sessionStorage.getItem('esep-focus');
  if (focus) {
    sessionStorage.removeItem('esep-focus');
    document.getElementById(focus)?.focus();
  }

  // What was typed last is there again, on this device only; never what the server wrote.
  for (const form of document.querySelectorAll('form[data-remembers]')) {
    const key = 'esep-last:' + form.getAttribute('action');
    const kept = field => field.name && !['csrf', 'key', 'do'].includes(field.name) && !['hidden', 'password', 'file', 'submit'].includes(field.type);
    try {
      const last = JSON.parse(localStorage.getItem(key) || '{}');
      if (!form.querySelector('.wrong')) {
        for (const field of form.elements) {
          if (kept(field) && field.name in last && !field.value && field.type !== 'checkbox' && field.type !== 'radio') field.value = last[field.name];
        }
      }
    } catch { localStorage.removeItem(key); }
    form.addEventListener('submit', () => {
      const last = {};
      for (const field of form.elements) if (kept(field) && field.dataset.once === undefined) last[field.name] = field.value;
      localStorage.setItem(key, JSON.stringify(last));
    });
  }

  // One press, one request. The button comes back when the page does, or when the line is too slow to know.
  for (const form of document.querySelectorAll('form[method=post]')) {
    form.addEventListener('submit', event => {
      if (!navigator.onLine) {
        event.preventDefault();
        say(form.dataset.offline || 'Offline');
        return;
      }
      const key = form.elements.namedItem('key');
      if (key) sessionStorage.setItem('esep-sent', key.value);
      const button = event.submitter;
      setTimeout(() => { if (button) button.disabled = true; });
      setTimeout(() => { if (button) button.disabled = false; }, 15000);
    });
  }
  addEventListener('pageshow', () => { for (const button of document.querySelectorAll('button[disabled]')) button.disabled = false; });

  // The summary of mistakes is where a keyboard starts.
  document.querySelector('form .notice.bad[tabindex]')?.focus();

  function say(text, href) {
    let box = document.querySelector('.moved');
    if (!box) {
      box = document.createElement('p');
      box.className = 'notice moved';
      box.setAttribute('role', 'status');
      document.querySelector('main').append(box);
    }
    box.textContent = '';
    if (href) {
      const link = document.createElement('a');
      link.href = href;
      link.textContent = text;
      box.append(link);
    } else box.textContent = text;
  }

  // A form that was recorded and comes back by the back button would send its old key: it is fetched anew. One whose answer was lost keeps its key, so that
  // sending it again records nothing twice.
  const done = JSON.parse(sessionStorage.getItem('esep-done') || '[]');
  const sent = sessionStorage.getItem('esep-sent');
  if (sent && document.querySelector('main>.notice.good')) {
    sessionStorage.removeItem('esep-sent');
    sessionStorage.setItem('esep-done', JSON.stringify([...done, sent].slice(-20)));
  }
  addEventListener('pageshow', () => {
    const spent = JSON.parse(sessionStorage.getItem('esep-done') || '[]');
    for (const key of document.querySelectorAll('form[method=post] input[name=key]')) if (spent.includes(key.value)) location.reload();
  });

  // New figures: said, never changed under the reader's eyes. Only the page that is looked at listens: a browser has few connections to one server.
  const { position, moved } = document.body.dataset;
  if (position && moved && 'EventSource' in window && !/[?&](at-position|known-at|through)=[^&]/.test(location.search)) {
    let source = null;
    const listen = () => {
      const isSeen = document.visibilityState === 'visible';
      if (!isSeen && source) {
        source.close();
        source = null;
      } else if (isSeen && !source) {
        source = new EventSource('/events');
        source.addEventListener('position', event => {
          if (Number(event.data) > Number(position)) say(moved, location.href);
        });
      }
    };
    document.addEventListener('visibilitychange', listen);
    addEventListener('pageshow', listen);
    addEventListener('pagehide', () => { source?.close(); source = null; });
  }
})();
