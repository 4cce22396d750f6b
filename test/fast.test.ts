import { expect, it } from 'vitest';
import { launchBrowser } from '../src/browser/launch-browser.js';

it('a fast test that asks for a browser fails', async () => {
  await expect(launchBrowser(null)).rejects.toMatchObject({
    problem: { message: expect.stringContaining('PUPPETEER_EXECUTABLE_PATH does not work') },
  });
});
