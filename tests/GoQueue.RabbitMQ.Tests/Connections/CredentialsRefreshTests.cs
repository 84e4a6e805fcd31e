using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>Credentials that expire are replaced on the open connection, before they do.</summary>
public sealed class CredentialsRefreshTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_new_secret_is_sent_on_the_open_connection_again_and_again()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        var credentials = new RotatingCredentials("ann", validity: TimeSpan.FromMilliseconds(600));
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), o => o.CredentialsProvider = credentials);
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        ScriptedConnection connection = broker.Connections[0];

        await Eventually.HoldsAsync(() => connection.UpdatedSecrets.Count >= 2, "two new secrets");

        Assert.Equal("ann", connection.User);
        Assert.All(connection.UpdatedSecrets, static secret => Assert.StartsWith("secret-", secret, StringComparison.Ordinal));
        Assert.Equal(connection.UpdatedSecrets.Count, connection.UpdatedSecrets.Distinct().Count());
        await publisher.PublishOrderPlacedAsync(new(2, "ann")).AsTask().WaitAsync(SoonEnough);
        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task The_new_secret_is_sent_when_two_thirds_of_the_old_ones_time_have_passed()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        var credentials = new RotatingCredentials("ann", validity: TimeSpan.FromHours(1));
        var time = new HastyTime();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue
            .UseRabbitMQ(broker.Uri.ToString(), o => o.CredentialsProvider = credentials)
            .UseTimeProvider(time));
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));

        await Eventually.HoldsAsync(() => broker.Connections[0].UpdatedSecrets.Count == 1, "the new secret");

        Assert.Equal(TimeSpan.FromMinutes(40), time.Skipped);
    }

    // The first call is the client's at the connect, the second the refresh's first look, the third the refresh.
    [Theory]
    [InlineData(2, false, "InvalidOperationException")]
    [InlineData(3, false, "InvalidOperationException")]
    [InlineData(3, true, "TaskCanceledException")]
    public async Task A_provider_that_fails_is_asked_again_and_the_connection_lives_on(int call, bool timesOut, string told)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        var credentials = new RotatingCredentials("ann", validity: TimeSpan.FromMilliseconds(600)) { FailsAt = call, TimesOut = timesOut };
        using var logs = new Logs();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(
            goqueue => goqueue.UseRabbitMQ(broker.Uri.ToString(), o => o.CredentialsProvider = credentials).UseLogging(logs));
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));

        await Eventually.HoldsAsync(() => broker.Connections[0].UpdatedSecrets.Count >= 1, "the new secret after a failure");
        await Eventually.HoldsAsync(() => logs.Of(2010).Count > 0, "the line");
        Assert.Contains($"could not be refreshed ({told}); it is tried again in 5 s.", Assert.Single(logs.Of(2010)), StringComparison.Ordinal);

        Assert.True(credentials.Calls >= 4);
        await publisher.PublishOrderPlacedAsync(new(2, "ann")).AsTask().WaitAsync(SoonEnough);
        Assert.Single(broker.Connections);
    }
}
