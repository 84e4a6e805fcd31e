using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>Issues OAuth 2 tokens (RFC 9068, signed with RS256) that a broker with <c>rabbitmq_auth_backend_oauth2</c> takes, each valid for a short time.</summary>
internal sealed class TokenIssuer(TimeSpan lifetime) : ICredentialsProvider, IDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private int _issued;

    public string Name => "tokens";

    /// <summary>What the broker checks signatures with.</summary>
    public string PublicKey => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>Whether it refuses to issue more.</summary>
    public bool IsAway { get; set; }

    public int Issued => Volatile.Read(ref _issued);

    public Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken = default)
    {
        if (IsAway)
        {
            return Task.FromException<Credentials>(new HttpRequestException("The token service is away."));
        }

        Interlocked.Increment(ref _issued);
        return Task.FromResult(new Credentials(Name, "shop", Issue(), lifetime));
    }

    public void Dispose() => _key.Dispose();

    private string Issue()
    {
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "tests" };
        var claims = new JsonObject
        {
            ["sub"] = "shop",
            ["aud"] = new JsonArray("rabbitmq"),
            ["scope"] = new JsonArray("rabbitmq.configure:*/*", "rabbitmq.write:*/*/*", "rabbitmq.read:*/*"),
            ["exp"] = (DateTimeOffset.UtcNow + lifetime).ToUnixTimeSeconds(),
        };
        string signed = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
