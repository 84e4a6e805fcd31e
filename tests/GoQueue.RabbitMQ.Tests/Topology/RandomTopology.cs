using CsCheck;

namespace GoQueue.RabbitMQ.Tests.Topology;

/// <summary>Makes topologies of everything that a version of RabbitMQ has: kinds, queue types, options, bindings of queues and exchanges, arguments.</summary>
internal static class RandomTopology
{
    private static readonly Gen<Action<QueueOptions>> s_classic = Gen.Select(
        Gen.Bool, Gen.Bool, Gen.Long[0, 4_294_967_295], Gen.Long[0, 1L << 40].Nullable(), Gen.Bool, Gen.Byte[1, 255].Nullable(), Gen.Int[0, 3],
        static (letters, key, ttl, length, single, priority, overflow) => (Action<QueueOptions>)(options =>
        {
            options.DeadLetterExchange = letters ? "dead" : null;
            options.DeadLetterRoutingKey = letters && key ? "key" : null;
            options.MessageTtl = key ? TimeSpan.FromMilliseconds(ttl) : null;
            options.MaxLength = length;
            options.MaxLengthBytes = single ? length : null;
            options.SingleActiveConsumer = single;
            options.MaxPriority = priority;
            options.Overflow = overflow == 3 ? null : (QueueOverflow)overflow;
        }));

    private static readonly Gen<Action<QueueOptions>> s_quorum = Gen.Select(
        Gen.Bool, Gen.Bool, Gen.Int[0, 1_000].Nullable(), Gen.Bool, Gen.Bool, Gen.Long[1, 1_000_000].Nullable(), Gen.Bool,
        static (letters, atLeastOnce, limit, single, size, length, located) => (Action<QueueOptions>)(options =>
        {
            options.DeadLetterExchange = letters ? "dead" : null;
            options.DeadLetterRoutingKey = letters && size ? "key" : null;
            options.DeadLetterAtLeastOnce = letters && atLeastOnce;
            options.Overflow = letters && atLeastOnce ? QueueOverflow.RejectPublish : size ? QueueOverflow.DropHead : null;
            options.MessageTtl = size ? TimeSpan.FromDays(1) : null;
            options.MaxLength = length;
            options.MaxLengthBytes = located ? length * 1_000 : null;
            options.DeliveryLimit = limit;
            options.SingleActiveConsumer = single;
            options.InitialClusterSize = size ? 1 : null;
            if (located)
            {
                options.Arguments["x-queue-leader-locator"] = "client-local";
            }
        }));

    /// <param name="version">The broker's version.</param>
    /// <param name="hasHash">Whether the broker has the plug-in for <see cref="ExchangeKind.ConsistentHash"/>.</param>
    public static Gen<Action<TopologyBuilder>> Create(Version version, bool hasHash)
    {
        List<ExchangeKind> kinds = [ExchangeKind.Topic, ExchangeKind.Direct, ExchangeKind.Fanout, ExchangeKind.Headers];
        if (version.Major >= 4)
        {
            kinds.Add(ExchangeKind.LocalRandom);
        }

        if (hasHash)
        {
            kinds.Add(ExchangeKind.ConsistentHash);
        }

        Gen<(ExchangeKind, bool, int)[]> exchanges = Gen.Select(Gen.Int[0, kinds.Count - 1].Select(index => kinds[index]), Gen.Bool, Gen.Int[0, 9]).Array[1, 4];
        Gen<(QueueType, Action<QueueOptions>)[]> queues = Gen.OneOf(
            s_classic.Select(static options => (QueueType.Classic, options)),
            s_quorum.Select(static options => (QueueType.Quorum, options)),
            CreateStream(hasFilter: version >= new Version(3, 13)).Select(static options => (QueueType.Stream, options))).Array[1, 5];
        Gen<(int, int, bool, string)[]> bindings = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Bool, Gen.String[Gen.Char["abc.*#"], 0, 12]).Array[0, 8];
        return Gen.Select(exchanges, queues, bindings, static (exchanges, queues, bindings) => (Action<TopologyBuilder>)(topology => Build(topology, exchanges, queues, bindings)));
    }

    private static Gen<Action<QueueOptions>> CreateStream(bool hasFilter) => Gen.Select(
        Gen.Int[1, 1_000_000].Nullable(), Gen.Long[1_000_000, 1L << 33].Nullable(), Gen.Bool, Gen.Int[16, 255],
        (age, bytes, size, filter) => (Action<QueueOptions>)(options =>
        {
            options.MaxAge = age is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            options.MaxLengthBytes = bytes;
            options.MaxSegmentBytes = size ? 1_000_000 : null;
            options.InitialClusterSize = size ? 1 : null;
            options.FilterSize = hasFilter && size ? filter : null;
        }));

    private static void Build(TopologyBuilder topology, (ExchangeKind Kind, bool HasAlternate, int Note)[] exchanges, (QueueType Type, Action<QueueOptions> Options)[] queues, (int From, int To, bool ToExchange, string Key)[] bindings)
    {
        topology.Exchange("dead", ExchangeKind.Fanout);
        for (int i = 0; i < exchanges.Length; i++)
        {
            (ExchangeKind kind, bool hasAlternate, int note) = exchanges[i];
            topology.Exchange($"e{i}", kind, options => Configure(options, kind, hasAlternate, note));
        }

        for (int i = 0; i < queues.Length; i++)
        {
            topology.Queue($"q{i}", queues[i].Type, queues[i].Options);
        }

        foreach ((int from, int to, bool toExchange, string key) in bindings)
        {
            int source = from % exchanges.Length;
            bool isHeaders = exchanges[source].Kind == ExchangeKind.Headers;

            // An exchange of this kind takes only classic queues, without keys.
            bool isRandom = exchanges[source].Kind == ExchangeKind.LocalRandom;
            if (isRandom && queues[to % queues.Length].Type != QueueType.Classic)
            {
                continue;
            }

            // The key to an exchange of this kind is a weight.
            string bindingKey = exchanges[source].Kind == ExchangeKind.ConsistentHash ? $"{1 + (to % 9)}" : isRandom ? "" : key;
            Dictionary<string, object?>? arguments = isHeaders ? new() { ["x-match"] = to % 2 == 0 ? "any" : "all", ["tier"] = to, ["name"] = key, ["vip"] = true } : null;

            _ = toExchange && !isRandom
                ? topology.BindExchange("dead", $"e{source}", bindingKey, arguments)
                : topology.Bind($"q{to % queues.Length}", $"e{source}", bindingKey, arguments);
        }
    }

    private static void Configure(ExchangeOptions options, ExchangeKind kind, bool hasAlternate, int note)
    {
        options.AlternateExchange = hasAlternate ? "dead" : null;
        if (kind == ExchangeKind.ConsistentHash && note % 3 > 0)
        {
            (string name, string value) = note % 3 == 1 ? ("hash-header", "customer") : ("hash-property", "message_id");
            options.Arguments[name] = value;
        }

        // The broker keeps arguments that it does not know.
        object? argument = (note % 4) switch
        {
            1 => $"note {note}",
            2 => (long)note << 40,
            3 => note > 5,
            _ => null,
        };
        if (argument is not null)
        {
            options.Arguments["x-note"] = argument;
        }
    }
}
