using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using GoQueue.Brokers.Scripted;
using RabbitMQ.Client;

namespace GoQueue.Brokers.Tests;

public sealed class TlsAuthorityTests
{
    [Fact]
    public async Task A_right_certificate_is_accepted_and_wrong_ones_are_refused_for_their_reason()
    {
        using TlsAuthority authority = TlsAuthority.Create();
        using TlsAuthority stranger = TlsAuthority.Create();

        Assert.Null(await RefusalAsync(authority, authority.IssueForLocalhost()));
        Assert.Contains("NotTimeValid", await RefusalAsync(authority, authority.IssueExpired()), StringComparison.Ordinal);
        Assert.Contains("RemoteCertificateNameMismatch", await RefusalAsync(authority, authority.IssueForOtherHost()), StringComparison.Ordinal);
        Assert.NotNull(await RefusalAsync(authority, stranger.IssueForLocalhost()));
    }

    [Fact]
    public async Task A_scripted_broker_speaks_TLS_too()
    {
        using TlsAuthority authority = TlsAuthority.Create();
        using X509Certificate2 certificate = TlsAuthority.Load(authority.IssueForLocalhost());
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { Certificate = certificate });
        var factory = new ConnectionFactory { Uri = broker.Uri, AutomaticRecoveryEnabled = false };
        factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.None;
        factory.Ssl.CertificateValidationCallback = (_, certificate, _, errors) => authority.IsTrusted(certificate, errors);

        await using IConnection connection = await factory.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.BasicPublishAsync("orders", "key", new byte[] { 1 });
        Assert.Single(broker.Publishes);
    }

    /// <returns>Why a client of the authority refuses a server with this certificate; null when it does not.</returns>
    private static async Task<string?> RefusalAsync(TlsAuthority authority, TlsFiles files)
    {
        using X509Certificate2 certificate = TlsAuthority.Load(files);
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { Certificate = certificate });
        using var client = new TcpClient();
        await client.ConnectAsync(broker.Uri.Host, broker.Uri.Port);
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = authority.CreatePolicy() });
            return null;
        }
        catch (AuthenticationException exception)
        {
            return exception.Message;
        }
    }
}
