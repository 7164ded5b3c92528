import { expect, it } from 'vitest';
import { html } from './html.ts';

it('escapes what is put in, in text and in attributes', () => {
  const name = `<script>alert('1')</script> & "co"`;
  expect(String(html`<a title="${name}">${name}</a>`)).toBe(
    '<a title="&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;co&quot;">' +
      '&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;co&quot;</a>',
  );
});

it('leaves HTML of its own as it is, in lists too, and shows nothing for nothing', () => {
  const rows = ['<1>', '2'].map((row) => html`<li>${row}</li>`);
  expect(String(html`<ul>${rows}${null}${undefined}${false}${[]}${0}</ul>`)).toBe('<ul><li>&lt;1&gt;</li><li>2</li>0</ul>');
});

it('takes out what would turn the text around or is no character', () => {
  expect(String(html`${'长\u202E治\u0000\uD800'}`)).toBe('长治\uFFFD');
});
