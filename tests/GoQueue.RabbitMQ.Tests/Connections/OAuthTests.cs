using System.Text.RegularExpressions;
using GoQueue.RabbitMQ.Tests.Faults;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.RabbitMQ.Tests.Transports.Versions;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>OAuth 2 tokens that expire, on a real broker with the plugin that checks them.</summary>
public sealed class OAuthTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan s_soonEnough = TimeSpan.FromSeconds(60);

    [Fact(Explicit = true)]
    public async Task Tokens_are_renewed_before_they_expire_and_where_none_is_issued_messages_fail_typed_until_one_is()
    {
        using var issuer = new TokenIssuer(s_lifetime);
        string key = Path.GetTempFileName();
        await File.WriteAllTextAsync(key, issuer.PublicKey);
        await using PrivateRabbitMqNode node = await PrivateRabbitMqNode.StartAsync(new PrivateRabbitMqNodeOptions
        {
            Plugins = ["rabbitmq_auth_backend_oauth2"],
            Configuration =
            [
                "auth_backends.1 = internal",
                "auth_backends.2 = rabbit_auth_backend_oauth2",
                "auth_oauth2.resource_server_id = rabbitmq",
                $"auth_oauth2.signing_keys.tests = {key}",
                "auth_oauth2.default_key = tests",
            ],
        });
        File.Delete(key);
        await using TestVhost vhost = await TestVhost.CreateAsync(node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        var uri = new UriBuilder(vhost.Uri) { UserName = "", Password = "" };
        await using GoQueuePublisher publisher = Publishers.Create(
            uri.ToString(), o => o.CredentialsProvider = issuer, static o => o.PublishTimeout = TimeSpan.FromSeconds(10));
        await publisher.ConnectAsync();
        await using FaultLoad load = FaultLoad.Start(publisher, writers: 2, window: 2);
        await load.RunAsync(100);

        // Three lives of a token, of which the first two are long over: the broker would refuse what comes after them.
        await Eventually.HoldsAsync(() => issuer.Issued >= 6, "the tokens to be renewed", s_soonEnough);
        await load.RunAsync(100);
        Assert.Equal(0, load.Failed);

        issuer.IsAway = true;
        await Eventually.HoldsAsync(() => load.Failed > 0, "the broker to refuse the expired token", s_soonEnough);
        var refused = await Assert.ThrowsAnyAsync<PublishException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(s_soonEnough));
        output.WriteLine($"{refused.GetType().Name}, {refused.Outcome}: {refused.Message}");
        Assert.Equal(PublishOutcome.NotSent, refused.Outcome);
        if ((await BrokerVersion.ReadAsync(node.Control)).Major < 4)
        {
            // The connection stays, and each publish is refused.
            Assert.IsType<PublishAccessDeniedException>(refused);
        }
        else
        {
            // The broker ends the connection, and no new one can log in.
            Assert.IsType<BrokerUnavailableException>(refused);
            Assert.NotEqual(PublisherState.Connected, publisher.State);
        }

        Assert.DoesNotMatch(new Regex(@"eyJ\w+"), refused.ToString());

        issuer.IsAway = false;
        output.WriteLine($"healed after {await load.HealAsync()}");
        output.WriteLine((await load.CheckAsync(vhost)).ToString());
        await Pools.AreBalancedAsync(publisher);
    }
}
