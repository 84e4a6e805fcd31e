using System.Security.Cryptography.X509Certificates;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Whom the publisher speaks to: only brokers whose certificate is valid now, ends at a trusted root and names the host.</summary>
[Covers<CipherStream>]
public sealed class TlsFaultTests
{
    [Fact]
    public async Task Thousands_of_messages_at_once_are_confirmed_under_TLS()
    {
        using TlsAuthority authority = TlsAuthority.Create();
        using X509Certificate2 certificate = TlsAuthority.Load(authority.IssueForLocalhost());
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { Certificate = certificate });
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(
            new UriBuilder(broker.Uri) { Host = "localhost" }.Uri.ToString(),
            o => o.ConfigureConnection = factory => factory.Ssl.CertificateValidationCallback = (_, server, _, errors) => authority.IsTrusted(server, errors));
        await publisher.ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 3_000).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(3_000, broker.Publishes.Select(static publish => publish.MessageId).Distinct().Count());
        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task A_handshake_that_is_cut_off_is_tried_again()
    {
        using TlsAuthority authority = TlsAuthority.Create();
        using X509Certificate2 certificate = TlsAuthority.Load(authority.IssueForLocalhost());
        int connections = 0;
        await using ScriptedBroker broker = ScriptedBroker.Start(new()
        {
            Certificate = certificate,
            OnConnected = connection =>
            {
                if (Interlocked.Increment(ref connections) < 3)
                {
                    connection.End(connections == 1 ? SocketEnd.Reset : SocketEnd.Fin);
                }
            },
        });
        await using GoQueuePublisher publisher = Publishers.Create(
            new UriBuilder(broker.Uri) { Host = "localhost" }.Uri.ToString(),
            o => o.ConfigureConnection = factory => factory.Ssl.CertificateValidationCallback = (_, server, _, errors) => authority.IsTrusted(server, errors));

        PublishReceipt receipt = await publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((1, 3), (receipt.Attempts, connections));
    }

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
