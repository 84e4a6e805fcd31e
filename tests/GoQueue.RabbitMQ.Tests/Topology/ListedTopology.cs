using System.Globalization;

namespace GoQueue.RabbitMQ.Tests.Topology;

/// <summary>What a broker lists of a vhost, and what a program declares, in the same words.</summary>
internal static class ListedTopology
{
    public static async Task<string[]> ListAsync(TestVhost vhost) => await ListAsync(vhost, (await TestBroker.GetControlledAsync()).Control);

    public static async Task<string[]> ListAsync(TestVhost vhost, RabbitMqControl control)
    {
        string name = $"<<\"{vhost.Name}\">>";
        string exchanges = await control.EvaluateAsync(
            $"Ls = [io_lib:format(\"exchange ~ts ~ts ~w\", [element(4, element(2, X)), element(3, X), lists:sort(element(7, X))]) || X <- rabbit_exchange:list({name}), element(4, element(2, X)) =/= <<>>, binary:match(element(4, element(2, X)), <<\"amq.\">>) =:= nomatch], string:join(lists:sort([lists:flatten(L) || L <- Ls]), \"|\").");
        string queues = await control.EvaluateAsync(
            $"Ls = [io_lib:format(\"queue ~ts ~w\", [element(4, amqqueue:get_name(Q)), lists:sort(amqqueue:get_arguments(Q))]) || Q <- rabbit_amqqueue:list({name})], string:join(lists:sort([lists:flatten(L) || L <- Ls]), \"|\").");
        string bindings = await control.EvaluateAsync(
            $"Ls = [io_lib:format(\"binding ~ts ~w ~ts ~ts ~w\", [element(4, element(2, B)), element(3, element(4, B)), element(4, element(4, B)), element(3, B), lists:sort(element(5, B))]) || B <- rabbit_binding:list({name}), element(4, element(2, B)) =/= <<>>], string:join(lists:sort([lists:flatten(L) || L <- Ls]), \"|\").");
        return [.. new[] { exchanges, queues, bindings }.SelectMany(static text => text == "[]" ? [] : text.Trim('"').Split('|', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal)];
    }

    public static string[] Declared(TopologyBuilder topology) =>
    [
        .. topology.Exchanges.Select(static exchange => $"exchange {exchange.Name} {exchange.Type} {Arguments(exchange.Arguments)}")
            .Concat(topology.Queues.Select(static queue => $"queue {queue.Name} {Arguments(queue.Arguments)}"))
            .Concat(topology.Bindings.Select(static binding =>
                $"binding {binding.Source} {(binding.IsToExchange ? "exchange" : "queue")} {binding.Destination} {binding.RoutingKey} {Arguments(binding.Arguments ?? new Dictionary<string, object?>())}"))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Arguments as Erlang writes them with <c>~w</c>.</summary>
    private static string Arguments(IReadOnlyDictionary<string, object?> arguments) =>
        $"[{string.Join(',', arguments.OrderBy(static argument => argument.Key, StringComparer.Ordinal).Select(static argument => $"{{{Binary(argument.Key)},{Value(argument.Value)}}}"))}]";

    private static string Value(object? value) => value switch
    {
        string text => $"longstr,{Binary(text)}",
        int number => string.Create(CultureInfo.InvariantCulture, $"signedint,{number}"),
        long number => string.Create(CultureInfo.InvariantCulture, $"long,{number}"),
        bool flag => flag ? "bool,true" : "bool,false",
        _ => throw new NotSupportedException($"{value?.GetType()} is not listed here."),
    };

    private static string Binary(string text) => $"<<{string.Join(',', System.Text.Encoding.UTF8.GetBytes(text))}>>";
}
