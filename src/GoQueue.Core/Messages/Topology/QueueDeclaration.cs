using System.Globalization;

namespace GoQueue.Messages.Topology;

/// <summary>A queue to declare, with its arguments under their AMQP names.</summary>
internal sealed record QueueDeclaration(string Name, QueueType Type, IReadOnlyDictionary<string, object?> Arguments)
{
    public const string TypeArgument = "x-queue-type";
    public const string FilterSizeArgument = "x-stream-filter-size-bytes";

    // RabbitMQ takes a time to live as an unsigned number of 32 bits.
    private static readonly TimeSpan s_longestTtl = TimeSpan.FromMilliseconds(uint.MaxValue);

    /// <summary>The queue as messages name it.</summary>
    public string Entity => EntityOf(Name);

    /// <summary>The definition as messages name it.</summary>
    public string Definition => $"a durable {NameOf(Type)} queue{ArgumentValues.Describe(Arguments, except: TypeArgument)}";

    public static QueueDeclaration Create(string name, QueueType type, QueueOptions options)
    {
        var entity = EntityOf(name);
        CheckType(entity, type, options);
        CheckValues(entity, options);
        var arguments = new TopologyArguments(entity, options.Arguments);

        // Always, so that the broker's own default cannot change what is declared.
        arguments.Add("its type", TypeArgument, NameOf(type));
        arguments.Add(nameof(options.DeadLetterExchange), "x-dead-letter-exchange", options.DeadLetterExchange);
        arguments.Add(nameof(options.DeadLetterRoutingKey), "x-dead-letter-routing-key", options.DeadLetterRoutingKey);
        arguments.Add(nameof(options.DeadLetterAtLeastOnce), "x-dead-letter-strategy", options.DeadLetterAtLeastOnce ? "at-least-once" : null);
        arguments.Add(nameof(options.MessageTtl), "x-message-ttl", (long?)options.MessageTtl?.TotalMilliseconds);
        arguments.Add(nameof(options.MaxLength), "x-max-length", options.MaxLength);
        arguments.Add(nameof(options.MaxLengthBytes), "x-max-length-bytes", options.MaxLengthBytes);
        arguments.Add(nameof(options.Overflow), "x-overflow", options.Overflow is { } overflow ? NameOf(overflow) : null);
        arguments.Add(nameof(options.DeliveryLimit), "x-delivery-limit", options.DeliveryLimit);
        arguments.Add(nameof(options.SingleActiveConsumer), "x-single-active-consumer", options.SingleActiveConsumer ? true : null);
        arguments.Add(nameof(options.MaxPriority), "x-max-priority", options.MaxPriority is { } priority ? (int)priority : null);
        arguments.Add(nameof(options.MaxAge), "x-max-age", options.MaxAge is { } age ? string.Create(CultureInfo.InvariantCulture, $"{(long)age.TotalSeconds}s") : null);
        arguments.Add(nameof(options.MaxSegmentBytes), "x-stream-max-segment-size-bytes", options.MaxSegmentBytes);
        arguments.Add(nameof(options.FilterSize), FilterSizeArgument, options.FilterSize);
        arguments.Add(nameof(options.InitialClusterSize), type == QueueType.Stream ? "x-initial-cluster-size" : "x-quorum-initial-group-size", options.InitialClusterSize);
        TopologyText.CheckArguments(entity, arguments.Values);
        return new QueueDeclaration(name, type, arguments.Values);
    }

    /// <summary>Whether a broker would take both for the same queue.</summary>
    public bool IsSameAs(QueueDeclaration other) => Name == other.Name && ArgumentValues.AreSame(Arguments, other.Arguments);

    /// <summary>The name of a queue type in AMQP.</summary>
    public static string NameOf(QueueType type) => type switch
    {
        QueueType.Classic => "classic",
        QueueType.Quorum => "quorum",
        QueueType.Stream => "stream",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, $"{type} is not a {nameof(QueueType)}."),
    };

    private static string EntityOf(string name) => $"queue '{name}'";

    private static string NameOf(QueueOverflow overflow) => overflow switch
    {
        QueueOverflow.DropHead => "drop-head",
        QueueOverflow.RejectPublish => "reject-publish",
        QueueOverflow.RejectPublishAndDeadLetter => "reject-publish-dlx",
        _ => throw new ArgumentOutOfRangeException(nameof(overflow), overflow, $"{overflow} is not a {nameof(QueueOverflow)}."),
    };

    private static void CheckType(string entity, QueueType type, QueueOptions options)
    {
        var own = NameOf(type);
        Only(options.DeadLetterExchange is not null, nameof(options.DeadLetterExchange), QueueType.Classic, QueueType.Quorum);
        Only(options.DeadLetterRoutingKey is not null, nameof(options.DeadLetterRoutingKey), QueueType.Classic, QueueType.Quorum);
        Only(options.DeadLetterAtLeastOnce, nameof(options.DeadLetterAtLeastOnce), QueueType.Quorum);
        Only(options.MessageTtl is not null, nameof(options.MessageTtl), QueueType.Classic, QueueType.Quorum);
        Only(options.MaxLength is not null, nameof(options.MaxLength), QueueType.Classic, QueueType.Quorum);
        Only(options.Overflow is not null, nameof(options.Overflow), QueueType.Classic, QueueType.Quorum);
        Only(options.Overflow == QueueOverflow.RejectPublishAndDeadLetter, $"{nameof(options.Overflow)} = {nameof(QueueOverflow.RejectPublishAndDeadLetter)}", QueueType.Classic);
        Only(options.DeliveryLimit is not null, nameof(options.DeliveryLimit), QueueType.Quorum);
        Only(options.SingleActiveConsumer, nameof(options.SingleActiveConsumer), QueueType.Classic, QueueType.Quorum);
        Only(options.MaxPriority is not null, nameof(options.MaxPriority), QueueType.Classic);
        Only(options.MaxAge is not null, nameof(options.MaxAge), QueueType.Stream);
        Only(options.MaxSegmentBytes is not null, nameof(options.MaxSegmentBytes), QueueType.Stream);
        Only(options.FilterSize is not null, nameof(options.FilterSize), QueueType.Stream);
        Only(options.InitialClusterSize is not null, nameof(options.InitialClusterSize), QueueType.Quorum, QueueType.Stream);

        void Only(bool isSet, string option, params ReadOnlySpan<QueueType> types)
        {
            if (isSet && !types.Contains(type))
            {
                throw new ArgumentException($"The {entity} is a {own} queue, which has no {option}: remove it, or declare a {NameOf(types[^1])} queue.");
            }
        }
    }

    private static void CheckValues(string entity, QueueOptions options)
    {
        Range(nameof(options.MaxLength), options.MaxLength, 0, long.MaxValue);
        Range(nameof(options.MaxLengthBytes), options.MaxLengthBytes, 0, long.MaxValue);
        Range(nameof(options.DeliveryLimit), options.DeliveryLimit, 0, int.MaxValue);
        Range(nameof(options.MaxPriority), options.MaxPriority, 1, byte.MaxValue);
        Range(nameof(options.MaxSegmentBytes), options.MaxSegmentBytes, 1, long.MaxValue);
        Range(nameof(options.FilterSize), options.FilterSize, 16, byte.MaxValue);
        Range(nameof(options.InitialClusterSize), options.InitialClusterSize, 1, int.MaxValue);
        if (options.MessageTtl is { } ttl && (ttl < TimeSpan.Zero || ttl > s_longestTtl || ttl.Ticks % TimeSpan.TicksPerMillisecond != 0))
        {
            throw new ArgumentOutOfRangeException(nameof(options), ttl, $"MessageTtl of {entity} is {ttl}: use whole milliseconds from 0 to {s_longestTtl}.");
        }

        if (options.MaxAge is { } age && (age < TimeSpan.FromSeconds(1) || age.Ticks % TimeSpan.TicksPerSecond != 0))
        {
            throw new ArgumentOutOfRangeException(nameof(options), age, $"MaxAge of {entity} is {age}: use whole seconds, at least 1.");
        }

        if (options.DeadLetterExchange is null && (options.DeadLetterRoutingKey is not null || options.DeadLetterAtLeastOnce))
        {
            throw new ArgumentException($"The {entity} has no DeadLetterExchange, so its other dead-letter options would do nothing: set DeadLetterExchange, or remove them.");
        }

        if (options.DeadLetterAtLeastOnce && options.Overflow != QueueOverflow.RejectPublish)
        {
            throw new ArgumentException($"DeadLetterAtLeastOnce of {entity} needs Overflow = RejectPublish, without which RabbitMQ falls back to at-most-once: set Overflow.");
        }

        void Range(string option, long? value, long least, long most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentOutOfRangeException(nameof(options), value, $"{option} of {entity} is {value}: use {least} to {most}.");
            }
        }
    }
}
