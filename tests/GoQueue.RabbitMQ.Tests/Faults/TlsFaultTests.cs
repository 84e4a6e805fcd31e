using System.Security.Cryptography.X509Certificates;
using GoQueue.Brokers.Scripted;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Whom the publisher speaks to: only brokers whose certificate is valid now, ends at a trusted root and names the host.</summary>
public sealed class TlsFaultTests
{
    [Theory]
    [InlineData("right")]
    [InlineData("expired")]
    [InlineData("other host")]
    [InlineData("stranger")]
    [InlineData("unknown root")]
    public async Task Only_the_right_certificate_is_spoken_to(string kind)
    {
        using TlsAuthority authority = TlsAuthority.Create();
        using TlsAuthority stranger = TlsAuthority.Create();
        using X509Certificate2 certificate = TlsAuthority.Load(kind switch
        {
            "expired" => authority.IssueExpired(),
            "other host" => authority.IssueForOtherHost(),
            "stranger" => stranger.IssueForLocalhost(),
            _ => authority.IssueForLocalhost(),
        });
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { Certificate = certificate });
        await using GoQueuePublisher publisher = Publishers.Create(
            new UriBuilder(broker.Uri) { Host = "localhost", Password = "s3cret" }.Uri.ToString(),
            o => o.ConfigureConnection = factory =>
            {
                if (kind != "unknown root")
                {
                    factory.Ssl.CertificateValidationCallback = (_, server, _, errors) => authority.IsTrusted(server, errors);
                }
            },
            o => o.PublishTimeout = TimeSpan.FromSeconds(kind == "right" ? 60 : 2));

        Task<PublishReceipt> call = publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask();

        if (kind == "right")
        {
            await call;
            return;
        }

        var failure = await Assert.ThrowsAnyAsync<PublishException>(() => call);
        Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
        Assert.Contains("TLS failed", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(broker.Publishes);
        Assert.All(broker.Connections, static connection => Assert.Equal("", connection.User));
    }
}
