using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>
/// Code of the application that runs while a connection is made or kept may block for as long as it likes: the
/// publisher can be closed all the same.
/// </summary>
public sealed class ConnectCodeTests
{
    [Theory]
    [InlineData("ConfigureConnection", 1)]
    [InlineData("credentials provider", 1)]
    [InlineData("credentials provider", 2)]
    public async Task Closing_ends_while_code_of_the_connection_blocks(string place, int call)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        using var signal = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        GoQueuePublisher publisher = Publishers.Create(
            broker.Uri.ToString(),
            o =>
            {
                if (place == "ConfigureConnection")
                {
                    o.ConfigureConnection = _ => Block();
                }
                else
                {
                    o.CredentialsProvider = new BlockingCredentials(Block);
                }
            },
            static o => o.DrainTimeout = TimeSpan.FromMilliseconds(100));

        Task publish = publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask();
        await entered.Task.WaitAsync(Stage.HangBound);
        await publisher.DisposeAsync().AsTask().WaitAsync(Stage.HangBound);
        signal.Set();

        // The second call only asks how long the credentials are valid: the message may have been confirmed beside it.
        await Task.WhenAny(publish).WaitAsync(Stage.HangBound);
        Assert.True(publish.IsCompletedSuccessfully ? call == 2 : publish.Exception!.InnerException is PublisherStoppedException, publish.Exception?.ToString());

        void Block()
        {
            if (Interlocked.Increment(ref calls) == call)
            {
                entered.SetResult();
                Assert.True(signal.Wait(Stage.HangBound));
            }
        }
    }

    private sealed class BlockingCredentials(Action block) : ICredentialsProvider
    {
        public string Name => "blocking";

        public Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken = default)
        {
            block();
            return Task.FromResult(new Credentials("blocking", "guest", "guest", validUntil: null));
        }
    }
}
