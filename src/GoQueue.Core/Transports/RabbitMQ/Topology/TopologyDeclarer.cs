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
    /// <summary>The first version of RabbitMQ that has a type of exchanges, or an argument of queues; everything else is in 3.10.</summary>
    private static readonly Dictionary<string, Version> s_firstVersions = new(StringComparer.Ordinal)
    {
        [ExchangeDeclaration.LocalRandomType] = new(4, 0),
        [QueueDeclaration.FilterSizeArgument] = new(3, 13),
    };

    /// <exception cref="TopologyException">The broker or the client refused a declaration.</exception>
    /// <exception cref="BrokerUnavailableException">
    /// The broker did not answer, the connection was lost, it has no channel left, or a queue's node is down.
    /// </exception>
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
            var text = BrokerText.Clean(reason.ReplyText);
            if (IsOutOfReach(text))
            {
                throw Unavailable(step, $"{text} ({reason.ReplyCode}); declare again when the queue is back.", exception);
            }

            throw new TopologyException(step.Entity, Sentence(step, reason.ReplyCode, text));
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
            step.Set(exchange.Entity, exchange.Definition);
            await channel.ExchangeDeclareAsync(exchange.Name, exchange.Type, durable: true, arguments: Copy(exchange.Arguments)).ConfigureAwait(false);
        }

        foreach (var queue in topology.Queues)
        {
            step.Set(queue.Entity, queue.Definition);
            await channel.QueueDeclareAsync(queue.Name, durable: true, exclusive: false, autoDelete: false, Copy(queue.Arguments)).ConfigureAwait(false);
        }

        foreach (var binding in topology.Bindings)
        {
            step.Set(binding.Entity, $"with key '{PrintableText.Name(binding.RoutingKey)}'{ArgumentValues.Describe(binding.Arguments)}", isBinding: true);
            var arguments = Copy(binding.Arguments);
            await (binding.IsToExchange
                ? channel.ExchangeBindAsync(binding.Destination, binding.Source, binding.RoutingKey, arguments)
                : channel.QueueBindAsync(binding.Destination, binding.Source, binding.RoutingKey, arguments)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Before anything is declared: the broker answers an unknown exchange type by ending the whole connection, and with it every
    /// message in flight; an unknown argument it refuses as a wrong one.
    /// </summary>
    private static void CheckVersion(Version? version, TopologyBuilder topology)
    {
        foreach (var exchange in topology.Exchanges)
        {
            if (FirstVersion(exchange.Type) is { } first)
            {
                throw TooOld(exchange.Entity, first, $"type '{exchange.Type}'", "choose another kind");
            }
        }

        foreach (var queue in topology.Queues)
        {
            foreach (var argument in queue.Arguments.Keys)
            {
                if (FirstVersion(argument) is { } first)
                {
                    throw TooOld(queue.Entity, first, $"argument '{argument}'", "leave it out");
                }
            }
        }

        // Null if the broker has it.
        Version? FirstVersion(string name) => version is not null && s_firstVersions.TryGetValue(name, out var first) && version < first ? first : null;

        TopologyException TooOld(string entity, Version first, string what, string cure) =>
            new(entity, $"The {entity} needs RabbitMQ {first} or later for its {what}, and the broker is RabbitMQ {version}; {cure}, or upgrade the broker.");
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

    /// <summary>
    /// Whether the broker has the queue, but not now: its node is down, or its process has ended (<c>rabbit_amqqueue:absent</c>). The
    /// beginning of the text decides, because a long name cuts off its end.
    /// </summary>
    private static bool IsOutOfReach(string text) =>
        text.StartsWith("NOT_FOUND - home node '", StringComparison.Ordinal)
        || text.StartsWith("NOT_FOUND - queue '", StringComparison.Ordinal)
        || text.StartsWith("NOT_FOUND - failed to perform operation on ", StringComparison.Ordinal);

    private static string Sentence(Step step, int code, string text) => code switch
    {
        _ when text.Contains("unknown exchange type", StringComparison.Ordinal) =>
            $"The {step.Entity} was refused: {text} ({code}); enable the plug-in that has this type on the broker, or choose another kind.",
        406 when step.IsBinding => $"The {step.Entity} {step.Definition} was refused: {text} (406); correct its key or its arguments.",
        406 when text.StartsWith("PRECONDITION_FAILED - inequivalent arg", StringComparison.Ordinal) =>
            $"The {step.Entity} exists with another definition: this program declares {step.Definition}, the broker has: {text} (406); correct the program, or delete it on the broker.",
        406 when text.StartsWith("PRECONDITION_FAILED - invalid arg", StringComparison.OrdinalIgnoreCase) =>
            $"The {step.Entity} was refused: {text} (406); the broker does not accept an argument of {step.Definition}, so correct or remove it.",
        406 when text.StartsWith("PRECONDITION_FAILED - cannot declare ", StringComparison.Ordinal) && text.Contains(" limit ", StringComparison.Ordinal) =>
            $"The {step.Entity} was refused: {text} (406); raise the limit on the broker, or delete what is not used there.",
        404 => $"The {step.Entity} refers to something that does not exist: {text} (404); declare it first.",
        403 => $"The {step.Entity} was refused: {text} (403); give the user configure, write and read permission, and use no reserved name.",
        _ => $"The {step.Entity} was refused: {text} ({code}).",
    };

    private static Dictionary<string, object?>? Copy(IReadOnlyDictionary<string, object?>? arguments) => arguments is null ? null : new(arguments);

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
