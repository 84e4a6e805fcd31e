namespace GoQueue.InMemory;

/// <summary>Declares a topology in an in-memory broker, with RabbitMQ's refusals as far as it knows them.</summary>
internal static class InMemoryTopology
{
    public static void Declare(InMemoryBroker broker, TopologyBuilder topology)
    {
        foreach (var exchange in topology.Exchanges)
        {
            broker.DeclareExchange(exchange.Name, exchange.Type switch
            {
                "direct" => InMemoryExchangeType.Direct,
                "fanout" => InMemoryExchangeType.Fanout,
                "topic" => InMemoryExchangeType.Topic,
                _ => throw new TopologyException(
                    $"exchange '{exchange.Name}'", $"The exchange '{exchange.Name}' is of type '{exchange.Type}', which the in-memory broker does not have: use topic, direct or fanout."),
            });
        }

        foreach (var queue in topology.Queues)
        {
            broker.DeclareQueue(queue.Name);
        }

        foreach (var binding in topology.Bindings)
        {
            try
            {
                broker.Bind(binding.Queue, binding.Exchange, binding.RoutingKey);
            }
            catch (InvalidOperationException exception)
            {
                throw new TopologyException($"binding of queue '{binding.Queue}' to exchange '{binding.Exchange}'", exception.Message, exception);
            }
        }
    }
}
