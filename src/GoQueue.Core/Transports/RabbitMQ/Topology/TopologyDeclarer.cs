using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Messages.Topology;
using GoQueue.Transports.RabbitMQ.Connections;
using GoQueue.Transports.RabbitMQ.Faults;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.Transports.RabbitMQ.Topology;

/// <summary>Declares a topology over a channel of its own, and turns the broker's refusals into sentences.</summary>
internal static class TopologyDeclarer
{
    /// <exception cref="TopologyException">The broker or the client refused a declaration.</exception>
    /// <exception cref="BrokerUnavailableException">The broker did not answer, the connection was lost, or it has no channel left.</exception>
    /// <exception cref="DeclarationCanceledException">The token was cancelled.</exception>
    public static async Task DeclareAsync(BrokerSession session, TopologyBuilder topology, TimeSpan answerBound, CancellationToken cancellationToken)
    {
        CheckVersion(session.ServerVersion, topology);
        CheckBindings(topology);
        var step = new Step();
        try
        {
            await session.RequestAsync((channel, _) => DeclareAsync(channel, topology, step), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new DeclarationCanceledException(step.Entity, cancellationToken);
        }
        catch (OperationInterruptedException exception)
            when (exception is not AlreadyClosedException && exception.ShutdownReason is { Initiator: ShutdownInitiator.Peer, ReplyCode: not Constants.ConnectionForced } reason)
        {
            throw new TopologyException(step.Entity, Sentence(step, reason.ReplyCode, BrokerText.Clean(reason.ReplyText)));
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            throw Unavailable(
                step,
                $"the broker did not answer within ConnectTimeout ({PublishFailures.Span(answerBound)}); check that it is not overloaded or frozen and that its cluster has a majority, then declare again.",
                exception);
        }
        catch (Exception exception) when (exception is OperationInterruptedException or IOException or ObjectDisposedException || !session.IsOpen)
        {
            throw Unavailable(step, $"the connection was lost ({BrokerText.Clean(exception)}); declare again when the broker can be reached.", exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The client cannot encode it: a name that is too long, or an argument of a type that AMQP does not have.
            throw new TopologyException(
                step.Entity, $"The {step.Entity} could not be declared: {BrokerText.Clean(exception)}; correct its name, or use text, booleans, signed numbers, lists and dictionaries as arguments.");
        }
    }

    private static BrokerUnavailableException Unavailable(Step step, string cause, Exception exception) =>
        new(default, attempts: 0, $"The {step.Entity} was not declared: {cause}", exception);

    private static async Task DeclareAsync(IChannel channel, TopologyBuilder topology, Step step)
    {
        foreach (var exchange in topology.Exchanges)
        {
            step.Set($"exchange '{exchange.Name}'", $"a durable {exchange.Type} exchange{Words(exchange.Arguments)}");
            await channel.ExchangeDeclareAsync(exchange.Name, exchange.Type, durable: true, arguments: Copy(exchange.Arguments)).ConfigureAwait(false);
        }

        foreach (var queue in topology.Queues)
        {
            step.Set($"queue '{queue.Name}'", $"a durable {QueueDeclaration.NameOf(queue.Type)} queue{Words(queue.Arguments.Where(static argument => argument.Key != QueueDeclaration.TypeArgument))}");
            await channel.QueueDeclareAsync(queue.Name, durable: true, exclusive: false, autoDelete: false, Copy(queue.Arguments)).ConfigureAwait(false);
        }

        foreach (var binding in topology.Bindings)
        {
            step.Set(binding.Entity, $"with key '{PrintableText.Name(binding.RoutingKey)}'{Words(binding.Arguments)}", isBinding: true);
            var arguments = Copy(binding.Arguments);
            await (binding.IsToExchange
                ? channel.ExchangeBindAsync(binding.Destination, binding.Source, binding.RoutingKey, arguments)
                : channel.QueueBindAsync(binding.Destination, binding.Source, binding.RoutingKey, arguments)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Before anything is declared: the broker answers an unknown exchange type by ending the whole connection, and with it every
    /// message in flight.
    /// </summary>
    private static void CheckVersion(Version? version, TopologyBuilder topology)
    {
        foreach (var exchange in topology.Exchanges)
        {
            if (exchange.Type == ExchangeDeclaration.LocalRandomType && version is { Major: < 4 })
            {
                throw new TopologyException(
                    $"exchange '{exchange.Name}'",
                    $"The exchange '{exchange.Name}' needs RabbitMQ 4.0 or later for its type '{exchange.Type}', and the broker is RabbitMQ {version}; choose another kind, or upgrade the broker.");
            }
        }
    }

    /// <summary>An exchange that chooses at random takes only queues, without keys; the default of a key is a pattern.</summary>
    private static void CheckBindings(TopologyBuilder topology)
    {
        foreach (var binding in topology.Bindings)
        {
            if (!topology.Exchanges.Any(exchange => exchange.Name == binding.Source && exchange.Type == ExchangeDeclaration.LocalRandomType))
            {
                continue;
            }

            if (binding.IsToExchange)
            {
                throw new TopologyException(
                    binding.Entity,
                    $"The {binding.Entity} cannot be declared: an exchange of type '{ExchangeDeclaration.LocalRandomType}' takes queues only; bind a queue.");
            }

            if (binding.RoutingKey.Length > 0)
            {
                throw new TopologyException(
                    binding.Entity,
                    $"The {binding.Entity} has the key '{PrintableText.Name(binding.RoutingKey)}', and an exchange of type "
                    + $"'{ExchangeDeclaration.LocalRandomType}' takes no keys; bind with the routing key \"\".");
            }
        }
    }

    private static string Sentence(Step step, int code, string text) => code switch
    {
        _ when text.Contains("unknown exchange type", StringComparison.Ordinal) =>
            $"The {step.Entity} was refused: {text} ({code}); enable the plug-in that has this type on the broker, or choose another kind.",
        406 when step.IsBinding => $"The {step.Entity} {step.Definition} was refused: {text} (406); correct its key or its arguments.",
        406 when !text.Contains("inequivalent arg", StringComparison.Ordinal) =>
            $"The {step.Entity} was refused: {text} (406); the broker does not accept an argument of {step.Definition}, so correct or remove it.",
        406 => $"The {step.Entity} exists with another definition: this program declares {step.Definition}, the broker has: {text} (406); correct the program, or delete it on the broker.",
        404 => $"The {step.Entity} refers to something that does not exist: {text} (404); declare it first.",
        403 => $"The {step.Entity} was refused: {text} (403); give the user configure, write and read permission, and use no reserved name.",
        _ => $"The {step.Entity} was refused: {text} ({code}).",
    };

    private static Dictionary<string, object?>? Copy(IReadOnlyDictionary<string, object?>? arguments) => arguments is null ? null : new(arguments);

    private static string Words(IEnumerable<KeyValuePair<string, object?>>? arguments)
    {
        var words = string.Join(", ", arguments?.Select(static argument => $"{argument.Key} = {argument.Value}") ?? []);
        return words.Length == 0 ? "" : $" with {words}";
    }

    /// <summary>What is being declared: the broker's refusal does not always say.</summary>
    private sealed class Step
    {
        public string Entity { get; private set; } = "topology";

        public string Definition { get; private set; } = "";

        public bool IsBinding { get; private set; }

        public void Set(string entity, string definition, bool isBinding = false)
        {
            Entity = entity;
            Definition = definition;
            IsBinding = isBinding;
        }
    }
}
