using System.Diagnostics;
using Xunit;

namespace GoQueue.Generated.Tests.Routing;

public class RoutingTests
{
    private static readonly Guid s_id = new("00112233-4455-6677-8899-aabbccddeeff");

    [Fact]
    public void An_action_without_members_is_no_template() => Assert.Null(EventDescriptor.For<Known>().RoutingKey);

    [Fact]
    public void Members_are_rendered_into_the_routing_key() => Assert.Equal(
        "order.De.express.-5.00112233-4455-6677-8899-aabbccddeeff.created", Key(new Routed(Country.De, "express", -5, s_id)));

    [Fact]
    public void An_enum_is_rendered_by_its_name_in_json() => Assert.StartsWith("order.gb.", Key(new Routed(Country.Uk, "a", 1, s_id)), StringComparison.Ordinal);

    [Fact]
    public void An_enum_value_without_a_name_is_rendered_as_number() => Assert.StartsWith("order.42.", Key(new Routed((Country)42, "a", 1, s_id)), StringComparison.Ordinal);

    [Fact]
    public void A_key_longer_than_the_buffer_is_rendered_whole()
    {
        var kind = new string('x', 1000);
        Assert.Equal(kind, Key(new RoutedStruct(kind, null)));
    }

    [Fact]
    public void A_null_leaves_an_empty_word() => Assert.Equal("a...", Key(new RoutedByNullables(null, null, null)));

    [Fact]
    public void Nullables_with_a_value_are_rendered() => Assert.Equal("a.k.1.gb", Key(new RoutedByNullables("k", 1, Country.Uk)));

    [Fact]
    public void Characters_that_mean_something_in_source_are_kept() => Assert.Equal("quote\"d k \\ü", Key(new RoutedWithSpecials("k")));

    [Fact]
    public void Rendering_allocates_the_key_alone()
    {
        var message = new Routed(Country.Uk, "express", 12345, s_id);
        var render = EventDescriptor.For<Routed>().RoutingKey!;
        var key = render(message);
        var expected = AllocatedBy(() => new string('x', key.Length), static state => _ = state());
        Assert.Equal(expected, AllocatedBy((render, message), static state => _ = state.render(state.message), settlesAt: expected));
    }

    [Fact]
    public void The_ordering_key_is_the_text_of_its_member()
    {
        Assert.Equal("00112233-4455-6677-8899-aabbccddeeff", EventDescriptor.For<Routed>().OrderingKey!(new Routed(Country.De, "a", 1, s_id)));
        Assert.Equal("k", EventDescriptor.For<RoutedStruct>().OrderingKey!(new RoutedStruct("a", "k")));
        Assert.Equal("gb", EventDescriptor.For<RoutedByNullables>().OrderingKey!(new RoutedByNullables(null, null, Country.Uk)));
        Assert.Null(EventDescriptor.For<RoutedByNullables>().OrderingKey!(new RoutedByNullables(null, null, null)));
        Assert.Null(EventDescriptor.For<Known>().OrderingKey);
    }

    [Fact]
    public void Headers_carry_what_amqp_knows_and_text_for_the_rest()
    {
        var headers = new MessageHeaders();
        EventDescriptor.For<WithHeaders>().HeaderWriter!(new WithHeaders(), headers);
        var expected = new Dictionary<string, object?>
        {
            ["text"] = "a", ["flag"] = true, ["byte"] = (byte)1, ["uint"] = 2u, ["long"] = 3L, ["ulong"] = "18446744073709551615", ["decimal"] = "12345678901234567890.5",
            ["double"] = 0.5, ["char"] = "x", ["guid"] = "00112233-4455-6677-8899-aabbccddeeff", ["date-time"] = "2026-01-02T03:04:05.0000000Z",
            ["moment"] = "2026-01-02T03:04:05.0000000+02:00", ["day"] = "2026-01-02", ["time"] = "03:04:00.0000000", ["wait"] = "00:01:30", ["enum"] = "gb",
            ["undefined"] = "42", ["uri"] = "http://a/b?c=ü", ["bytes"] = new byte[] { 1, 2 }, ["CC"] = new[] { "x", "y" },
        };
        Assert.Equal(expected.OrderBy(static p => p.Key), headers.OrderBy(static p => p.Key));
    }

    [Fact]
    public void Null_members_send_no_header()
    {
        var headers = new MessageHeaders();
        EventDescriptor.For<WithHeaders>().HeaderWriter!(new WithHeaders { Text = null!, Number = null, Moment = null, Undefined = null, Copies = null }, headers);
        Assert.DoesNotContain(headers, static h => h.Key is "text" or "none" or "long" or "moment" or "undefined" or "CC");
        Assert.Equal(15, headers.Count);
    }

    [Fact]
    public void An_encrypted_member_anywhere_demands_encryption()
    {
        Assert.True(EventDescriptor.For<Known>().RequiresEncryption);
        Assert.False(EventDescriptor.For<Routed>().RequiresEncryption);
    }

    [Fact]
    public void ToString_masks_hidden_members_and_shows_the_others_as_the_compiler_does()
    {
        var contact = new Contact("Ulm", "secret street");
        var shown = new Known(s_id, "secret@a", 1234, contact) { Note = null }.ToString();
        var unmasked = new NoSecrets(s_id, "***", 1234, contact).ToString();
        Assert.Equal(unmasked.Replace("NoSecrets", "Known", StringComparison.Ordinal).Replace("Pin = 1234", "Pin = ***", StringComparison.Ordinal), shown);
        Assert.Equal("Contact { City = Ulm, Street = *** }", contact.ToString());
        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
    }

    private static string Key<T>(T message)
        where T : IGoQueueEvent<T> => EventDescriptor.For<T>().RoutingKey!(message);

    // Code that is not optimized yet boxes values, and on a busy machine it stays so for a while: the least counts.
    private static long AllocatedBy<TState>(TState state, Action<TState> act, long settlesAt = long.MaxValue)
    {
        var least = long.MaxValue;
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 200 || (least > settlesAt && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60)); i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            act(state);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
