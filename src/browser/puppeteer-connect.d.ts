/** The half of Puppeteer that talks to a running browser, without the half that downloads and starts one. */
declare module 'puppeteer-core/lib/esm/puppeteer/puppeteer-core-browser.js' {
  export { connect } from 'puppeteer-core';
}
