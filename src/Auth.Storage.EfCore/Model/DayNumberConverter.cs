using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Auth.Storage.EfCore;

/// <summary>A UTC day as the number of days since 0001-01-01.</summary>
internal sealed class DayNumberConverter()
    : ValueConverter<DateOnly, int>(day => day.DayNumber, number => DateOnly.FromDayNumber(number));
