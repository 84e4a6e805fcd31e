using GoQueue;
using GoQueue.Formats;
using GoQueue.InMemory;

namespace Quickstart;

/// <summary>A broker inside the process: nothing to install.</summary>
internal sealed class InMemoryStage : IStage
{
    private readonly InMemoryBroker _broker = new();

    public InMemoryStage()
    {
        _broker.DeclareExchange("users").DeclareExchange("orders");
        _broker.DeclareQueue("audit");
        _broker.Bind("audit", "users", "user.*").Bind("audit", "orders", "order.#");
    }

    public string Description => "the in-memory broker";

    public void Choose(GoQueueServiceBuilder goqueue) => goqueue.UseInMemory(_broker);

    public Task<IReadOnlyList<ReceivedMessage>> ReadAsync(int count) => Task.FromResult(_broker.Queue("audit").Messages);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
