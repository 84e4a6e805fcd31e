using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>
/// A vault's exception may quote the secret: its text stands in no exception, log line or health report.
/// </summary>
public sealed class SecretiveFailureTests
{
    private const string Secret = "s3cret-of-the-vault";

    [Theory]
    [InlineData("option", "RabbitMQOptions.CredentialsProvider failed with InvalidOperationException; catch it there to see its text")]
    [InlineData("factory", "RabbitMQOptions.CredentialsProvider failed with InvalidOperationException; catch it there to see its text")]
    [InlineData("authentication", "RabbitMQOptions.CredentialsProvider failed with AuthenticationException; catch it there to see its text")]
    public async Task A_failing_credentials_provider_is_reported_by_its_type_alone(string where, string text)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        using var logs = new Logs();
        var failing = new FailingProvider(where == "authentication"
            ? new System.Security.Authentication.AuthenticationException($"denied: {Secret}")
            : new InvalidOperationException($"vault: {Secret}", new InvalidOperationException(Secret)));
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue
            .UseRabbitMQ(broker.Uri.ToString(), options =>
            {
                if (where == "factory")
                {
                    options.ConfigureConnection = factory => factory.CredentialsProvider = failing;
                }
                else
                {
                    options.CredentialsProvider = failing;
                }
            })
            .UseLogging(logs)
            .Configure(static options => options.PublishTimeout = TimeSpan.FromSeconds(1)));

        var connect = await Assert.ThrowsAsync<BrokerUnavailableException>(async () => await publisher.ConnectAsync());
        var publish = await Assert.ThrowsAnyAsync<PublishException>(async () => await publisher.PublishOrderPlacedAsync(new(1, "ann")));

        Assert.Contains(text, connect.Message, StringComparison.Ordinal);
        var status = publisher.GetTransportStatus();
        Assert.Contains(text, status.LastError, StringComparison.Ordinal);
        string?[] texts = [connect.ToString(), publish.ToString(), status.LastError, status.Reason, .. logs.Of(2007), .. logs.Of(2001), .. logs.Of(1002)];
        Assert.All(texts, static one => Assert.DoesNotContain(Secret, one ?? "", StringComparison.Ordinal));
        Assert.Contains(logs.Of(2007), line => line.Contains(text, StringComparison.Ordinal));
    }

    private sealed class FailingProvider(Exception failure) : ICredentialsProvider
    {
        public string Name => "vault";

        public Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken = default) => Task.FromException<Credentials>(failure);
    }
}
