/** QR codes as a picture within the page: nothing is loaded. */
import qrcode from 'qrcode-generator';
import { type Html, html } from './html.ts';

/** Blank modules that a reader needs around the code. */
const MARGIN = 4;

/** @param label for those who do not see it */
export function qrCode(text: string, label: string): Html {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * MARGIN;
  const path: string[] = [];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) path.push(`M${column + MARGIN} ${row + MARGIN}h1v1h-1z`);
    }
  }
  return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path.join('')}"/></svg>`;
}
