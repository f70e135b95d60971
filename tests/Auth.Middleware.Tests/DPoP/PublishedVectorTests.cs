using System.Text.Json;
using Auth.Jose;
using Auth.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.DPoP;

/// <summary>What the RFCs print.</summary>
public sealed class PublishedVectorTests
{
    private const string Header =
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0Rsc"
        + "EJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19";

    private const string TokenProof =
        Header
        + ".eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIi"
        + "wiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";

    private const string ResourceProof =
        Header
        + ".eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN"
        + "0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9."
        + "2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";

    private const string AccessToken = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
    private const string Thumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    [Fact]
    [Trait("rfc", "9449-4.1")]
    public async Task The_proof_for_a_token_is_good_and_has_the_printed_thumbprint()
    {
        await using var host = await StartAsync();
        var request = new DPoPRequest(TokenProof, "POST", "https://server.example.com/token");

        var outcome = await VerifyAsync(host, request);

        outcome.ShouldBeOfType<DPoPOutcome.Proved>().KeyThumbprint.ShouldBe(Thumbprint);
    }

    [Fact]
    [Trait("rfc", "9449-7.1")]
    public async Task The_proof_for_a_resource_is_good()
    {
        await using var host = await StartAsync();
        var url = "https://resource.example.org/protectedresource";

        var outcome = await VerifyAsync(host, new DPoPRequest(ResourceProof, "GET", url, AccessToken, Thumbprint));

        outcome.ShouldBeOfType<DPoPOutcome.Proved>();
    }

    [Fact]
    [Trait("rfc", "7638-3.1")]
    public void An_RSA_key_has_the_printed_thumbprint()
    {
        const string jwk = """
            {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}
            """;

        PublicJwk.TryRead(JsonElement.Parse(jwk))!.Thumbprint.ShouldBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    private static Task<KeyedHost> StartAsync() =>
        KeyedHost.StartAsync(time: new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_562_262_620)));

    private static async Task<DPoPOutcome> VerifyAsync(KeyedHost host, DPoPRequest request) =>
        await host.Services.GetRequiredService<DPoPVerifier>().VerifyAsync(request, default);
}
