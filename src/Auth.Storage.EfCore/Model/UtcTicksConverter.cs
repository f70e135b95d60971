using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Auth.Storage.EfCore;

/// <summary>A point in time as UTC ticks: the same number in the same order on every database, to the last 100 ns.</summary>
internal sealed class UtcTicksConverter()
    : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
