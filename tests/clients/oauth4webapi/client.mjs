// Drives a running host with oauth4webapi as an application would. Usage: node client.mjs http://127.0.0.1:5080
// Prints "ok NAME", "not ok NAME: REASON" or "not offered NAME" for each case; the exit code says whether all went well.
import * as oauth from 'oauth4webapi'
import assert from 'node:assert/strict'

const host = new URL(process.argv[2])
const http = { [oauth.allowInsecureRequests]: true }
const resource = new URL('/orders', host)
let issuer, server, failed = 0

async function test(name, run, offered = () => true) {
  if (!offered()) {
    console.log(`not offered ${name}`)
    return
  }
  try {
    await run()
    console.log(`ok ${name}`)
  } catch (error) {
    failed++
    console.log(`not ok ${name}: ${error.stack}`)
  }
}

async function register(metadata) {
  const response = await oauth.dynamicClientRegistrationRequest(server, metadata, http)
  return oauth.processDynamicClientRegistrationResponse(response)
}

async function getToken(client, authentication, parameters = {}, options = {}) {
  const send = () => oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, { ...http, ...options })
  const read = async () => oauth.processClientCredentialsResponse(server, client, await send())
  try {
    return await read()
  } catch (error) {
    if (options.DPoP && oauth.isDPoPNonceError(error)) return read()
    throw error
  }
}

const useToken = (token, options = {}) =>
  oauth.protectedResourceRequest(token, 'GET', resource, new Headers(), null, { ...http, ...options })

async function introspect(client, authentication, token) {
  const response = await oauth.introspectionRequest(server, client, authentication, token, http)
  return oauth.processIntrospectionResponse(server, client, response)
}

async function refused(promise, kind, check) {
  const error = await promise.then(() => assert.fail('it was not refused'), (reason) => reason)
  assert.ok(error instanceof kind, error.stack)
  check(error)
}

const offersDPoP = () => server.dpop_signing_alg_values_supported?.includes('ES256')
const offersKeys = () => server.token_endpoint_auth_methods_supported.includes('private_key_jwt')

await test('discovery of the resource', async () => {
  const response = await oauth.resourceDiscoveryRequest(host, http)
  const document = await oauth.processResourceDiscoveryResponse(host, response)
  issuer = new URL(document.authorization_servers[0])
})

await test('discovery', async () => {
  const response = await oauth.discoveryRequest(issuer, { ...http, algorithm: 'oauth2' })
  server = await oauth.processDiscoveryResponse(issuer, response)
  assert.ok(server.grant_types_supported.includes('client_credentials'))
})

for (const [method, prove] of [
  ['client_secret_basic', oauth.ClientSecretBasic],
  ['client_secret_post', oauth.ClientSecretPost],
]) {
  await test(method, async () => {
    const client = await register({ client_name: 'Shop', grant_types: ['client_credentials'], token_endpoint_auth_method: method })
    assert.equal(client.token_endpoint_auth_method, method)
    const authentication = prove(client.client_secret)

    const token = await getToken(client, authentication, { scope: 'orders:read' })
    assert.equal(token.token_type, 'bearer')
    assert.equal(token.scope, 'orders:read')
    assert.equal((await useToken(token.access_token)).status, 200)
    assert.equal((await introspect(client, authentication, token.access_token)).active, true)

    const revocation = await oauth.revocationRequest(server, client, authentication, token.access_token, http)
    await oauth.processRevocationResponse(revocation)
    assert.deepEqual(await introspect(client, authentication, token.access_token), { active: false })
    await refused(useToken(token.access_token), oauth.WWWAuthenticateChallengeError, (error) => {
      assert.equal(error.cause[0].scheme, 'bearer')
      assert.equal(error.cause[0].parameters.error, 'invalid_token')
    })

    await refused(getToken(client, prove('wrong')), oauth.WWWAuthenticateChallengeError, (error) => {
      assert.equal(error.status, 401)
      assert.equal(error.cause[0].scheme, 'basic')
    })
    await refused(getToken(client, authentication, { scope: 'none:such' }), oauth.ResponseBodyError, (error) =>
      assert.equal(error.error, 'invalid_scope'))
    const other = oauth.genericTokenEndpointRequest(server, client, authentication, 'urn:x', {}, http)
    await refused(other.then((response) => oauth.processGenericTokenEndpointResponse(server, client, response)),
      oauth.ResponseBodyError, (error) => assert.equal(error.error, 'unsupported_grant_type'))
  })
}

await test('DPoP', async () => {
  const client = await register({ client_name: 'Shop', grant_types: ['client_credentials'], dpop_bound_access_tokens: true })
  const authentication = oauth.ClientSecretBasic(client.client_secret)
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'))

  const token = await getToken(client, authentication, { scope: 'orders:read' }, { DPoP })
  assert.equal(token.token_type, 'dpop')
  assert.equal((await useToken(token.access_token, { DPoP })).status, 200)
  await refused(useToken(token.access_token), oauth.WWWAuthenticateChallengeError, (error) => assert.equal(error.status, 401))
  const other = oauth.DPoP(client, await oauth.generateKeyPair('ES256'))
  await refused(useToken(token.access_token, { DPoP: other }), oauth.WWWAuthenticateChallengeError, (error) =>
    assert.equal(error.status, 401))
  assert.ok((await introspect(client, authentication, token.access_token)).cnf.jkt)
}, offersDPoP)

await test('private_key_jwt', async () => {
  const keys = await oauth.generateKeyPair('ES256')
  const jwk = { ...(await crypto.subtle.exportKey('jwk', keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
  const client = await register({
    client_name: 'Shop', grant_types: ['client_credentials'], token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] },
  })
  assert.equal(client.client_secret, undefined)
  const authentication = oauth.PrivateKeyJwt({ key: keys.privateKey, kid: 'one' })

  const token = await getToken(client, authentication, { scope: 'orders:read' })
  assert.equal((await useToken(token.access_token)).status, 200)
  assert.equal((await introspect(client, authentication, token.access_token)).active, true)
  const stranger = oauth.PrivateKeyJwt({ key: (await oauth.generateKeyPair('ES256')).privateKey, kid: 'one' })
  await refused(getToken(client, stranger), oauth.WWWAuthenticateChallengeError, (error) => assert.equal(error.status, 401))
}, offersKeys)

process.exit(failed)
