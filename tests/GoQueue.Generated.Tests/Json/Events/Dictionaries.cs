using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace GoQueue.Generated.Tests.Json.Events;

[GoQueueEvent("json", "dictionaries.1", "1.0")]
public sealed partial record DictionaryByString(Dictionary<string, int?>? Items);

[GoQueueEvent("json", "dictionaries.2", "1.0")]
public sealed partial record DictionaryByInt(Dictionary<int, int?>? Items);

[GoQueueEvent("json", "dictionaries.3", "1.0")]
public sealed partial record DictionaryByGuid(Dictionary<Guid, int?>? Items);

[GoQueueEvent("json", "dictionaries.4", "1.0")]
public sealed partial record DictionaryByChannel(Dictionary<Channel, int?>? Items);

[GoQueueEvent("json", "dictionaries.5", "1.0")]
public sealed partial record DictionaryByStatus(Dictionary<Status, int?>? Items);

[GoQueueEvent("json", "dictionaries.6", "1.0")]
public sealed partial record DictionaryByRights(Dictionary<Rights, int?>? Items);

[GoQueueEvent("json", "dictionaries.7", "1.0")]
public sealed partial record DictionaryByBool(Dictionary<bool, int?>? Items);

[GoQueueEvent("json", "dictionaries.8", "1.0")]
public sealed partial record DictionaryByByte(Dictionary<byte, int?>? Items);

[GoQueueEvent("json", "dictionaries.9", "1.0")]
public sealed partial record DictionaryBySbyte(Dictionary<sbyte, int?>? Items);

[GoQueueEvent("json", "dictionaries.10", "1.0")]
public sealed partial record DictionaryByShort(Dictionary<short, int?>? Items);

[GoQueueEvent("json", "dictionaries.11", "1.0")]
public sealed partial record DictionaryByUshort(Dictionary<ushort, int?>? Items);

[GoQueueEvent("json", "dictionaries.12", "1.0")]
public sealed partial record DictionaryByUint(Dictionary<uint, int?>? Items);

[GoQueueEvent("json", "dictionaries.13", "1.0")]
public sealed partial record DictionaryByLong(Dictionary<long, int?>? Items);

[GoQueueEvent("json", "dictionaries.14", "1.0")]
public sealed partial record DictionaryByUlong(Dictionary<ulong, int?>? Items);

[GoQueueEvent("json", "dictionaries.15", "1.0")]
public sealed partial record DictionaryByFloat(Dictionary<float, int?>? Items);

[GoQueueEvent("json", "dictionaries.16", "1.0")]
public sealed partial record DictionaryByDouble(Dictionary<double, int?>? Items);

[GoQueueEvent("json", "dictionaries.17", "1.0")]
public sealed partial record DictionaryByDecimal(Dictionary<decimal, int?>? Items);

[GoQueueEvent("json", "dictionaries.18", "1.0")]
public sealed partial record DictionaryByChar(Dictionary<char, int?>? Items);

[GoQueueEvent("json", "dictionaries.19", "1.0")]
public sealed partial record DictionaryByDateTime(Dictionary<DateTime, int?>? Items);

[GoQueueEvent("json", "dictionaries.20", "1.0")]
public sealed partial record DictionaryByDateTimeOffset(Dictionary<DateTimeOffset, int?>? Items);

[GoQueueEvent("json", "dictionaries.21", "1.0")]
public sealed partial record DictionaryByDateOnly(Dictionary<DateOnly, int?>? Items);

[GoQueueEvent("json", "dictionaries.22", "1.0")]
public sealed partial record DictionaryByTimeOnly(Dictionary<TimeOnly, int?>? Items);

[GoQueueEvent("json", "dictionaries.23", "1.0")]
public sealed partial record DictionaryByTimeSpan(Dictionary<TimeSpan, int?>? Items);

[GoQueueEvent("json", "dictionaries.24", "1.0")]
public sealed partial record DictionaryByUri(Dictionary<Uri, int?>? Items);

[GoQueueEvent("json", "dictionaries.25", "1.0")]
public sealed partial record DictionaryByVersion(Dictionary<Version, int?>? Items);

[GoQueueEvent("json", "dictionaries.26", "1.0")]
public sealed partial record DictionaryByHalf(Dictionary<Half, int?>? Items);

[GoQueueEvent("json", "dictionaries.27", "1.0")]
public sealed partial record DictionaryByInt128(Dictionary<Int128, int?>? Items);

[GoQueueEvent("json", "dictionaries.28", "1.0")]
public sealed partial record DictionaryByUInt128(Dictionary<UInt128, int?>? Items);

[GoQueueEvent("json", "dictionaries.29", "1.0")]
public sealed partial record AIDictionaryOfstringAndint(IDictionary<string, int>? Items);

[GoQueueEvent("json", "dictionaries.30", "1.0")]
public sealed partial record AIReadOnlyDictionaryOfstringAndint(IReadOnlyDictionary<string, int>? Items);

[GoQueueEvent("json", "dictionaries.31", "1.0")]
public sealed partial record AIReadOnlyDictionaryOfstringAndListOfLine(IReadOnlyDictionary<string, List<Line>>? Items);

[GoQueueEvent("json", "dictionaries.32", "1.0")]
public sealed partial record ASortedDictionaryOfstringAndint(SortedDictionary<string, int>? Items);

[GoQueueEvent("json", "dictionaries.33", "1.0")]
public sealed partial record ASortedDictionaryOfintAndstring(SortedDictionary<int, string>? Items);

[GoQueueEvent("json", "dictionaries.34", "1.0")]
public sealed partial record ASortedListOfstringAndint(SortedList<string, int>? Items);

[GoQueueEvent("json", "dictionaries.35", "1.0")]
public sealed partial record AImmutableDictionaryOfstringAndint(ImmutableDictionary<string, int>? Items);

[GoQueueEvent("json", "dictionaries.36", "1.0")]
public sealed partial record AImmutableDictionaryOfGuidAndLine(ImmutableDictionary<Guid, Line>? Items);

[GoQueueEvent("json", "dictionaries.37", "1.0")]
public sealed partial record AImmutableSortedDictionaryOfstringAndint(ImmutableSortedDictionary<string, int>? Items);

[GoQueueEvent("json", "dictionaries.38", "1.0")]
public sealed partial record AIImmutableDictionaryOfstringAndint(IImmutableDictionary<string, int>? Items);

[GoQueueEvent("json", "dictionaries.39", "1.0")]
public sealed partial record AConcurrentDictionaryOfstringAndint(ConcurrentDictionary<string, int>? Items);

[GoQueueEvent("json", "dictionaries.40", "1.0")]
public sealed partial record AReadOnlyDictionaryOfstringAndint(ReadOnlyDictionary<string, int>? Items);

[GoQueueEvent("json", "dictionaries.41", "1.0")]
public sealed partial record ADictionaryOfstringAndstringNullable(Dictionary<string, string?>? Items);

[GoQueueEvent("json", "dictionaries.42", "1.0")]
public sealed partial record ADictionaryOfstringAndLine(Dictionary<string, Line>? Items);

[GoQueueEvent("json", "dictionaries.43", "1.0")]
public sealed partial record ADictionaryOfstringAndAddress(Dictionary<string, Address>? Items);

[GoQueueEvent("json", "dictionaries.44", "1.0")]
public sealed partial record ADictionaryOfstringAndStatus(Dictionary<string, Status>? Items);

[GoQueueEvent("json", "dictionaries.45", "1.0")]
public sealed partial record ADictionaryOfstringAndDictionaryOfstringAndint(Dictionary<string, Dictionary<string, int>>? Items);

[GoQueueEvent("json", "dictionaries.46", "1.0")]
public sealed partial record ADictionaryOfstringAndobject(Dictionary<string, object>? Items);

[GoQueueEvent("json", "dictionaries.47", "1.0")]
public sealed partial record ADictionaryOfstringAndbyteArray(Dictionary<string, byte[]>? Items);

[GoQueueEvent("json", "dictionaries.48", "1.0")]
public sealed partial record AListOfDictionaryOfstringAnddouble(List<Dictionary<string, double>>? Items);
