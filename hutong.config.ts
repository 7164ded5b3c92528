/** This hub's settings. What is left out has its default (src/config/settings.ts); HUTONG_* variables come first. */
import { defineConfig } from './src/config/define-config.ts';

export default defineConfig({});
