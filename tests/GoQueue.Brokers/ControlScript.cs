namespace GoQueue.Brokers;

/// <summary>The Erlang program that a private node runs beside the broker: it evaluates what <see cref="RabbitMqControl.EvaluateAsync"/> sends.</summary>
internal static class ControlScript
{
    // The listener belongs to the spawned process: the one that evaluates this file ends with it. Each connection has its own
    // process, so that an evaluation that waits (a stopped queue, say) holds nobody else up.
    private const string Source =
        """
        spawn(fun() ->
          Token = <<"{token}">>,
          Evaluate = fun(Text) ->
            try
              {ok, Tokens, _} = erl_scan:string(unicode:characters_to_list(Text)),
              {ok, Expressions} = erl_parse:parse_exprs(Tokens),
              {value, Value, _} = erl_eval:exprs(Expressions, []),
              io_lib:format("+~tp", [Value])
            catch Class:Reason -> io_lib:format("-~tp: ~tp", [Class, Reason])
            end
          end,
          Serve = fun Next(Socket) ->
            Size = byte_size(Token),
            case gen_tcp:recv(Socket, 0) of
              {ok, <<Token:Size/binary, Text/binary>>} ->
                gen_tcp:send(Socket, unicode:characters_to_binary(Evaluate(Text))),
                Next(Socket);
              _ -> gen_tcp:close(Socket)
            end
          end,
          {ok, Listener} = gen_tcp:listen({port}, [binary, {packet, 4}, {active, false}, {reuseaddr, true}, {ip, {127, 0, 0, 1}}]),
          Accept = fun Next() ->
            {ok, Socket} = gen_tcp:accept(Listener),
            Server = spawn(fun() -> receive start -> Serve(Socket) end end),
            ok = gen_tcp:controlling_process(Socket, Server),
            Server ! start,
            Next()
          end,
          Accept()
        end).
        """;

    public static string For(int port, string token) => Source
        .Replace("{port}", port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{token}", token, StringComparison.Ordinal);
}
