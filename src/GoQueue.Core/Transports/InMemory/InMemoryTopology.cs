using GoQueue.InMemory;
using GoQueue.Messages.Topology;

namespace GoQueue.Transports.InMemory;

/// <summary>
/// Declares a topology in an in-memory broker, with RabbitMQ's refusals as far as it knows them. What a queue
/// has beside its name is not declared: messages stay in it until it is emptied.
/// </summary>
internal static class InMemoryTopology
{
    public static void Declare(InMemoryBroker broker, TopologyBuilder topology)
    {
        foreach (var exchange in topology.Exchanges)
        {
            try
            {
                broker.DeclareExchange(exchange.Name, TypeOf(exchange), (string?)exchange.Arguments.GetValueOrDefault(ExchangeDeclaration.AlternateExchange));
            }
            catch (InvalidOperationException exception)
            {
                throw new TopologyException($"exchange '{exchange.Name}'", exception.Message, exception);
            }
        }

        foreach (var queue in topology.Queues)
        {
            broker.DeclareQueue(queue.Name);
        }

        foreach (var binding in topology.Bindings)
        {
            try
            {
                broker.Bind(binding);
            }
            catch (InvalidOperationException exception)
            {
                throw new TopologyException(binding.Entity, exception.Message, exception);
            }
        }
    }

    private static InMemoryExchangeType TypeOf(ExchangeDeclaration exchange) => exchange.Type switch
    {
        "direct" => InMemoryExchangeType.Direct,
        "fanout" => InMemoryExchangeType.Fanout,
        "topic" => InMemoryExchangeType.Topic,
        "headers" => InMemoryExchangeType.Headers,
        _ => throw new TopologyException(
            $"exchange '{exchange.Name}'",
            $"The exchange '{exchange.Name}' is of type '{exchange.Type}', which the in-memory broker does not have: use topic, direct, fanout or headers."),
    };
}
