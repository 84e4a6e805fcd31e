using GoQueue.RabbitMQ.Tests.Harness;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Transports.Versions;

/// <summary>Logins that do not fit the broker's first frame, and frames that are smaller than the broker takes. The broker closes the connection without an answer.</summary>
public sealed class LoginLimitTests
{
    private const string Hint =
        "the connection ended during its opening without an answer of the broker; if this repeats, check that the login (an OAuth 2 token, client properties) fits the broker's first frame (8,192 bytes, 4,096 before RabbitMQ 4.1), that frame_max is at least 8,192, and the broker's log";

    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task A_token_that_is_larger_than_the_first_frame_is_a_failure_with_a_hint()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        string small = new('t', 5_000);

        // At the same time: the broker waits for seconds before it closes such a connection.
        Task<string> ofLarge = FailureAsync(vhost, static rabbit => rabbit.CredentialsProvider = new BasicCredentialsProvider("token", "", new string('t', 9_000)));
        Task<string> ofSmall = FailureAsync(vhost, rabbit => rabbit.CredentialsProvider = new BasicCredentialsProvider("token", "", small));

        Assert.Contains(Hint, await ofLarge, StringComparison.Ordinal);
        Assert.Contains(await BrokerVersion.ReadAsync() < new Version(4, 1) ? Hint : "the broker refused the login", await ofSmall, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_properties_that_are_larger_than_the_first_frame_are_a_failure_with_a_hint()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();

        Assert.Contains(
            Hint,
            await FailureAsync(vhost, static rabbit => rabbit.ConfigureConnection = static factory => factory.ClientProperties["padding"] = new string('p', 9_000)),
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task From_RabbitMQ_4_1_on_a_frame_max_below_8192_is_a_failure_with_a_hint()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        Action<RabbitMQOptions> small = static rabbit => rabbit.ConfigureConnection = static factory => factory.RequestedFrameMax = 4_096;

        if (await BrokerVersion.ReadAsync() >= new Version(4, 1))
        {
            Assert.Contains(Hint, await FailureAsync(vhost, small), StringComparison.Ordinal);
        }
        else
        {
            await using GoQueuePublisher publisher = Publishers.Create(vhost, small);
            await publisher.ConnectAsync().AsTask().WaitAsync(SoonEnough);
        }

        await using GoQueuePublisher enough = Publishers.Create(vhost, static rabbit => rabbit.ConfigureConnection = static factory => factory.RequestedFrameMax = 8_192);
        await enough.ConnectAsync().AsTask().WaitAsync(SoonEnough);
    }

    private static async Task<string> FailureAsync(TestVhost vhost, Action<RabbitMQOptions> configure)
    {
        // RabbitMQ waits for three seconds before it closes a connection whose login failed.
        var logs = new Logs(LogLevel.Warning);
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(vhost.Uri.ToString(), configure).UseLogging(logs));
        Task connecting = publisher.ConnectAsync().AsTask();
        await Eventually.HoldsAsync(() => logs.Of(2001, 2007).Count > 0, "the first connect to fail");
        await publisher.CloseAsync();

        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => connecting.WaitAsync(SoonEnough));
        Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
        Assert.DoesNotContain("ttt", failure.ToString() + logs.Lines[0], StringComparison.Ordinal);
        return logs.Of(2001, 2007)[0];
    }
}
