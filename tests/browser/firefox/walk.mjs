// Goes through a page in Firefox as a reader would, and prints what was seen, asked for and complained of.
// In: FIREFOX PROFILE ADDRESS VIEW... Out: JSON.
import puppeteer from "puppeteer-core";

const [executablePath, userDataDir, address, ...views] = process.argv.slice(2);
// Milliseconds: they end what hangs, also on a slow machine, and measure nothing.
const patience = 90_000;

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  userDataDir,
  timeout: patience,
  protocolTimeout: patience,
  waitForInitialPage: false,
});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(patience);
  const complaints = [];
  const asked = new Set();
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => asked.add(request.url().split("#")[0]));
  const words = (selector) => page.$eval(selector, (element) => element.innerText);

  const seen = {};
  for (const view of views) {
    if (page.url() === "about:blank") await page.goto(`${address}#view=${view}`);
    else await page.evaluate((fragment) => (location.hash = fragment), `view=${view}`);
    await page.waitForSelector("html[data-drawn=yes]");
    await page.waitForSelector(`#tab-${view}[aria-selected=true]`);
    seen[view] = await words("main");
  }

  // With the keyboard to a thing, whose card opens.
  await page.type("input[role=combobox]", "HARBOUR");
  await page.waitForSelector("#results [role=option]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#card h2");
  const card = await words("#card h2");

  // The example of the SPARQL view, answered inside the file.
  await page.evaluate(() => (location.hash = "view=ask"));
  await (await page.waitForSelector('::-p-xpath(//button[normalize-space()="Run"])')).click();
  await page.waitForSelector(".result .found");
  const answer = await words(".result .found");

  console.log(JSON.stringify({ seen, card, answer, complaints, asked: [...asked] }));
} finally {
  await browser.close();
}
