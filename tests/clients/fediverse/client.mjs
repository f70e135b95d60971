// Drives a running host with masto.js and megalodon as applications would. Usage: node client.mjs http://127.0.0.1:5080
// A user's browser is played with fetch. Prints "ok NAME" or "not ok NAME: REASON" for each case; the exit code says whether all went well.
import { createOAuthAPIClient, createRestAPIClient } from 'masto'
import generator, { detector } from 'megalodon'
import assert from 'node:assert/strict'

const host = process.argv[2].replace(/\/$/, '')
const outOfBand = 'urn:ietf:wg:oauth:2.0:oob'
let failed = 0

async function test(name, run) {
  try {
    await run()
    console.log(`ok ${name}`)
  } catch (error) {
    failed++
    console.log(`not ok ${name}: ${error.stack}`)
  }
}

const decode = (text) =>
  text.replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&')

/** A browser with cookies that follows redirects within the host. */
class Browser {
  cookies = new Map()

  async open(url, form) {
    const response = await fetch(new URL(url, host), {
      method: form ? 'POST' : 'GET',
      body: form ? new URLSearchParams(form) : undefined,
      redirect: 'manual',
      headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name, ...value] = cookie.split(';')[0].split('=')
      this.cookies.set(name, value.join('='))
    }
    const location = response.headers.get('location')
    return location ? this.open(location) : { status: response.status, text: await response.text(), url: response.url }
  }

  press(page, button, more = {}) {
    const form = page.text.match(/<form.*?<\/form>/gs).find((text) => text.includes(`>${button}</button>`))
    const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)]
    return this.open(decode(form.match(/action="([^"]*)"/)[1]), {
      ...Object.fromEntries(fields.map(([, name, value]) => [decode(name), decode(value)])), ...more,
    })
  }

  /** Signs in, allows, and reads the code. */
  async approve(url, button, code) {
    const page = await this.press(await this.open(url), 'Sign in', { email: 'demo@example.org', password: 'password' })
    return decode((await this.press(page, button)).text.match(code)[1])
  }
}

const approveMastodon = (url) => new Browser().approve(url, 'Authorize', /value="([^"]*)" class="oauth-code"/)
const approveGoToSocial = (url) => new Browser().approve(url, 'Allow', /<code>([^<]*)<\/code>/)

await test('masto.js', async () => {
  const anonymous = createRestAPIClient({ url: host })
  const app = await anonymous.v1.apps.create({
    clientName: 'Test Application', redirectUris: outOfBand, scopes: 'read write push', website: 'https://myapp.example',
  })
  assert.equal(app.clientSecretExpiresAt, 0)
  assert.deepEqual(app.scopes, ['read', 'write', 'push'])
  const oauth = createOAuthAPIClient({ url: host })
  const own = await oauth.token.create({
    clientId: app.clientId, clientSecret: app.clientSecret, grantType: 'client_credentials', redirectUri: outOfBand,
  })
  assert.equal((await createRestAPIClient({ url: host, accessToken: own.accessToken }).v1.apps.verifyCredentials()).name, 'Test Application')

  const query = new URLSearchParams({
    response_type: 'code', client_id: app.clientId, redirect_uri: outOfBand, scope: 'read write',
  })
  const code = await approveMastodon(`${host}/oauth/authorize?${query}`)
  const token = await oauth.token.create({
    clientId: app.clientId, clientSecret: app.clientSecret, redirectUri: outOfBand, grantType: 'authorization_code', code,
  })
  const user = createRestAPIClient({ url: host, accessToken: token.accessToken })
  assert.equal((await user.v1.accounts.verifyCredentials()).username, 'demo')
  assert.deepEqual(await user.v1.notifications.list(), [])
  await oauth.revoke({ clientId: app.clientId, clientSecret: app.clientSecret, token: token.accessToken })
  await assert.rejects(() => user.v1.accounts.verifyCredentials(), (error) => error.statusCode === 401)
  await assert.rejects(() => anonymous.v1.apps.create({ clientName: 'x', redirectUris: 'foo' }), (error) =>
    error.statusCode === 422 && error.message === 'Validation failed: Redirect URI must be an absolute URI.')
})

for (const [name, base, approve] of [['mastodon', host, approveMastodon], ['gotosocial', `${host}/gotosocial`, approveGoToSocial]]) {
  await test(`megalodon ${name}`, async () => {
    if (name === 'mastodon') assert.equal(await detector(base), 'mastodon')
    const client = generator(name, base)
    const app = await client.registerApp('Test Application', { scopes: ['read', 'write'], redirect_uris: outOfBand })
    // It writes the address of the page without the path that the server is under.
    const code = await approve(app.url.replace(`${host}/oauth`, `${base}/oauth`))
    const token = await client.fetchAccessToken(app.client_id, app.client_secret, code, outOfBand)
    assert.equal(token.token_type, 'Bearer')
    const user = generator(name, base, token.access_token)
    if (name === 'mastodon') assert.equal((await user.verifyAppCredentials()).data.name, 'Test Application')
    assert.equal((await user.verifyAccountCredentials()).data.username, 'demo')
    assert.deepEqual((await user.getNotifications()).data, [])
    await client.revokeToken(app.client_id, app.client_secret, token.access_token)
    await assert.rejects(() => user.verifyAccountCredentials(), (error) => error.response.status === 401)
  })
}

process.exit(failed)
