using System.Reflection;
using GoQueue.RabbitMQ.Tests.Connections;
using GoQueue.RabbitMQ.Tests.Delivery;
using GoQueue.RabbitMQ.Tests.Faults;

namespace GoQueue.RabbitMQ.Tests.Settings;

/// <summary>Which test proves of each option that it changes what a real broker sees. A knob that does nothing is the commonest defect of such libraries.</summary>
public sealed class EveryOptionTests
{
    private static readonly Dictionary<string, string> s_transport = new()
    {
        [nameof(RabbitMQOptions.Uri)] = nameof(PublisherOptionTests.Uri_chooses_the_vhost),
        [nameof(RabbitMQOptions.Endpoints)] = nameof(OptionTests.Endpoints_are_tried_when_the_first_host_cannot_be_reached),
        [nameof(RabbitMQOptions.Connections)] = nameof(OptionTests.Connections_and_ChannelPoolSize_are_what_the_broker_has),
        [nameof(RabbitMQOptions.ChannelPoolSize)] = nameof(OptionTests.Connections_and_ChannelPoolSize_are_what_the_broker_has),
        [nameof(RabbitMQOptions.MaxInFlightPerChannel)] = nameof(OptionTests.MaxInFlightPerChannel_is_how_many_messages_go_out_without_a_confirm),
        [nameof(RabbitMQOptions.MaxInFlightBytes)] = nameof(OptionTests.MaxInFlightBytes_bounds_what_goes_out_without_a_confirm_and_lets_a_single_larger_one_through),
        [nameof(RabbitMQOptions.ConfirmTimeout)] = nameof(OptionTests.AllowDuplicates_and_ConfirmTimeout_decide_on_a_lost_confirm),
        [nameof(RabbitMQOptions.AdmissionTimeout)] = nameof(OptionTests.AdmissionTimeout_bounds_the_wait_for_a_place_and_PublishTimeout_the_whole_call),
        [nameof(RabbitMQOptions.AllowDuplicates)] = nameof(OptionTests.AllowDuplicates_and_ConfirmTimeout_decide_on_a_lost_confirm),
        [nameof(RabbitMQOptions.BlockedPolicy)] = nameof(BrokerFaultTests.A_memory_alarm_delays_or_refuses_and_duplicates_nothing),
        [nameof(RabbitMQOptions.HighPriorityConnection)] = nameof(PriorityTransportTests.Urgent_messages_have_a_connection_of_their_own_that_the_first_of_them_opens),
        [nameof(RabbitMQOptions.Heartbeat)] = nameof(OptionTests.Heartbeat_is_negotiated_and_wins_over_ConfigureConnection),
        [nameof(RabbitMQOptions.ConnectTimeout)] = nameof(OptionTests.ConnectTimeout_gives_up_an_endpoint_that_accepts_and_says_nothing),
        [nameof(RabbitMQOptions.ClientProvidedName)] = nameof(OptionTests.ClientProvidedName_is_the_connections_name_and_the_publishers_id_without_it),
        [nameof(RabbitMQOptions.CredentialsProvider)] = nameof(OptionTests.CredentialsProvider_wins_over_the_user_of_the_URI),
        [nameof(RabbitMQOptions.ConfigureConnection)] = nameof(OptionTests.ConfigureConnection_reaches_the_broker_and_cannot_switch_recovery_on),
    };

    private static readonly Dictionary<string, string> s_publisher = new()
    {
        [nameof(GoQueueOptions.PublisherId)] = nameof(PublisherOptionTests.PublisherId_is_the_app_id),
        [nameof(GoQueueOptions.DefaultExchange)] = nameof(PublisherOptionTests.DefaultExchange_takes_the_events_without_a_topic_and_without_either_the_start_fails),
        [nameof(GoQueueOptions.DefaultHeaders)] = nameof(PublisherOptionTests.DefaultHeaders_are_on_every_message_and_a_calls_own_win),
        [nameof(GoQueueOptions.Validate)] = nameof(PublisherOptionTests.Validate_decides_whether_a_broken_rule_keeps_a_message_from_the_broker),
        [nameof(GoQueueOptions.Mandatory)] = nameof(PublisherOptionTests.Without_Mandatory_an_unroutable_message_is_confirmed),
        [nameof(GoQueueOptions.Persistent)] = nameof(PublisherOptionTests.Persistent_is_the_delivery_mode),
        [nameof(GoQueueOptions.PublishTimeout)] = nameof(OptionTests.AdmissionTimeout_bounds_the_wait_for_a_place_and_PublishTimeout_the_whole_call),
        [nameof(GoQueueOptions.DrainTimeout)] = nameof(PublisherOptionTests.DrainTimeout_bounds_how_long_disposing_waits_for_confirms),
        [nameof(GoQueueOptions.ConnectOnStart)] = nameof(PublisherOptionTests.ConnectOnStart_connects_a_host_before_the_first_message),
        [nameof(GoQueueOptions.DeclareOnStart)] = nameof(Topology.DeclareOnStartTests.Configuration_adds_queues_and_bindings_and_switches_declarations_off),
        [nameof(GoQueueOptions.StartTimeout)] = nameof(Connections.FirstConnectTests.StartTimeout_bounds_how_long_a_host_waits_for_its_broker),
        [nameof(GoQueueOptions.MaxMessageBytes)] = nameof(PublisherOptionTests.MaxMessageBytes_refuses_a_larger_body_before_it_is_sent),
        [nameof(GoQueueOptions.ActionPriorities)] = nameof(PublisherOptionTests.ActionPriorities_are_the_messages_priority),
        [nameof(GoQueueOptions.Format)] = nameof(PublisherOptionTests.Format_and_CloudEvents_are_what_the_headers_say),
        [nameof(GoQueueOptions.CloudEvents)] = nameof(PublisherOptionTests.Format_and_CloudEvents_are_what_the_headers_say),
    };

    private static readonly Dictionary<string, string> s_background = new()
    {
        [nameof(BackgroundOptions.MaxMessages)] = nameof(BackgroundOptionTests.MaxMessages_and_MaxBytes_bound_what_is_accepted_and_WhenFull_decides_on_the_next),
        [nameof(BackgroundOptions.MaxBytes)] = nameof(BackgroundOptionTests.MaxMessages_and_MaxBytes_bound_what_is_accepted_and_WhenFull_decides_on_the_next),
        [nameof(BackgroundOptions.WhenFull)] = nameof(BackgroundOptionTests.MaxMessages_and_MaxBytes_bound_what_is_accepted_and_WhenFull_decides_on_the_next),
        [nameof(BackgroundOptions.MaxConcurrency)] = nameof(BackgroundOptionTests.MaxConcurrency_is_how_many_go_out_without_a_confirm),
        [nameof(BackgroundOptions.OnFailure)] = nameof(BackgroundOptionTests.OnFailure_hears_of_what_the_broker_does_not_take),
    };

    [Fact]
    public void Every_option_of_the_transport_has_its_test() => AssertComplete(typeof(RabbitMQOptions), s_transport);

    [Fact]
    public void Every_option_of_the_publisher_has_its_test() => AssertComplete(typeof(GoQueueOptions), s_publisher);

    [Fact]
    public void Every_option_of_the_background_publisher_has_its_test() => AssertComplete(typeof(BackgroundOptions), s_background);

    private static void AssertComplete(Type options, Dictionary<string, string> tests)
    {
        Assert.Equal(
            options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(static option => option.Name).Order(StringComparer.Ordinal),
            tests.Keys.Order(StringComparer.Ordinal));
        Assert.All(tests.Values, static test => Assert.Contains(
            typeof(EveryOptionTests).Assembly.GetTypes().SelectMany(static type => type.GetMethods()),
            method => method.Name == test && method.GetCustomAttributes<FactAttribute>().Any()));
    }
}
