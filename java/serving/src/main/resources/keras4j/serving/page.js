'use strict';

const element = (id) => document.getElementById(id);
const examples = new Map();

const headers = (more) => {
  const token = element('token').value;
  return token ? {...more, Authorization: `Bearer ${token}`} : more;
};

const show = (status, text) => {
  element('status').textContent = status;
  element('answer').textContent = text;
};

const choose = () => {
  element('rows').value = JSON.stringify(examples.get(element('path').value), null, 2);
};

const load = async () => {
  const answer = await fetch('openapi.json', {headers: headers({})});
  if (!answer.ok) {
    show(answer.status, await answer.text());
    return;
  }
  const {paths} = await answer.json();
  examples.clear();
  element('path').replaceChildren();
  for (const [path, {post}] of Object.entries(paths)) {
    if (post) {
      examples.set(path, post.requestBody.content['application/json'].example);
      element('path').add(new Option(path));
    }
  }
  choose();
  show('', '');
};

const predict = async (event) => {
  event.preventDefault();
  const answer = await fetch(element('path').value.slice(1), {
    method: 'POST',
    headers: headers({'Content-Type': 'application/json'}),
    body: element('rows').value,
  });
  show(answer.status, JSON.stringify(await answer.json(), null, 2));
};

element('path').addEventListener('change', choose);
element('token').addEventListener('change', load);
element('form').addEventListener('submit', predict);
load();
